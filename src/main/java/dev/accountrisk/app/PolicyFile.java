package dev.accountrisk.app;

import dev.accountrisk.account.RiskPolicy;
import dev.accountrisk.risk.RiskPolicyYaml;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.yaml.snakeyaml.error.YAMLException;

/**
 * The risk policy in force, from a YAML file that is read again when its content changes. It compares the content, not the time
 * of the file, because a mounted ConfigMap changes by a link to another folder. A broken file leaves the policy as it was.
 */
final class PolicyFile implements Supplier<RiskPolicy> {
    private static final Logger LOG = LoggerFactory.getLogger(PolicyFile.class);
    private final @Nullable Path file;
    private volatile RiskPolicy inForce = RiskPolicy.DEFAULT;
    private volatile boolean broken;
    private byte[] lastContent = new byte[0];
    private boolean lastContentBroken;

    /**
     * Reads the file.
     *
     * @throws IllegalArgumentException if there is no policy to begin with
     */
    PolicyFile(@Nullable Path file) {
        this.file = file;
        if (file != null) {
            try {
                lastContent = Files.readAllBytes(file);
                inForce = RiskPolicyYaml.parse(lastContent);
            } catch (IOException | IllegalArgumentException | YAMLException failure) {
                throw new IllegalArgumentException(
                        "account-risk.risk.policy-file " + file + ": " + failure.getMessage(), failure);
            }
        }
    }

    @Override
    public RiskPolicy get() {
        return inForce;
    }

    /** Whether the file cannot be used as it is now. */
    boolean isBroken() {
        return broken;
    }

    /** Reads the file again and applies a change. A worker calls it every second. */
    @Scheduled(initialDelay = 1_000, fixedDelay = 1_000)
    void reload() {
        if (file == null) {
            return;
        }
        try {
            byte[] content = Files.readAllBytes(file);
            if (!Arrays.equals(content, lastContent)) {
                lastContent = content;
                lastContentBroken = true;
                inForce = RiskPolicyYaml.parse(content);
                lastContentBroken = false;
                LOG.info("the risk policy is now {}", inForce);
            }
            broken = lastContentBroken;
        } catch (IOException | IllegalArgumentException | YAMLException failure) {
            if (!broken || !(failure instanceof IOException)) {
                LOG.error("the risk policy file cannot be used, and the policy stays as it was: {}",
                        failure.getMessage());
            }
            broken = true;
        }
    }
}
