package dev.accountrisk.app;

import dev.accountrisk.account.RiskPolicy;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.convert.DurationStyle;
import org.springframework.scheduling.annotation.Scheduled;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.YAMLException;

/**
 * The risk policy in force, from a YAML file that is read again when its content changes. The content is compared, not the time
 * of the file: a mounted ConfigMap changes by a link to another folder. A broken file leaves the policy as it was.
 */
final class PolicyFile implements Supplier<RiskPolicy> {
    private static final Logger LOG = LoggerFactory.getLogger(PolicyFile.class);
    private static final Set<String> FIELDS = Set.of("half-life", "cap", "levels");
    private static final Set<String> LEVELS = Set.of("LOW", "MEDIUM", "HIGH", "CRITICAL");

    private static final Duration HALF_LIFE_MIN = Duration.ofMillis(1);
    private static final Duration HALF_LIFE_MAX = Duration.ofDays(1_000_000);

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
                inForce = parse(lastContent);
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

    /** Reads the file again and takes over what has changed; in a worker, every second. */
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
                inForce = parse(content);
                lastContentBroken = false;
                LOG.info("the risk policy is now {}", inForce);
            }
            broken = lastContentBroken;
        } catch (IOException | IllegalArgumentException | YAMLException failure) {
            if (!broken || !(failure instanceof IOException)) {
                LOG.error("the risk policy stays as it was, for its file cannot be used: {}", failure.getMessage());
            }
            broken = true;
        }
    }

    /**
     * Reads a policy.
     *
     * @throws IllegalArgumentException naming the field and the rule
     */
    static RiskPolicy parse(byte[] content) {
        Object document = new Yaml(new SafeConstructor(new LoaderOptions()))
                .load(new String(content, StandardCharsets.UTF_8));
        Map<?, ?> fields = document == null ? Map.of() : map(document, "the policy");
        onlyKnown(fields, FIELDS, "");
        Map<?, ?> levels = fields.get("levels") == null ? Map.of() : map(fields.get("levels"), "levels");
        onlyKnown(levels, LEVELS, "levels.");
        if (number(levels, "LOW", "levels.LOW", 0) != 0) {
            throw new IllegalArgumentException("levels.LOW begins at 0");
        }
        RiskPolicy defaults = RiskPolicy.DEFAULT;
        return new RiskPolicy(halfLifeMillis(fields.get("half-life")), number(fields, "cap", "cap", defaults.cap()),
                number(levels, "MEDIUM", "levels.MEDIUM", defaults.mediumFrom()),
                number(levels, "HIGH", "levels.HIGH", defaults.highFrom()),
                number(levels, "CRITICAL", "levels.CRITICAL", defaults.criticalFrom()));
    }

    private static double halfLifeMillis(@Nullable Object value) {
        if (value == null) {
            return 0;
        }
        Duration halfLife;
        try {
            halfLife = DurationStyle.detectAndParse(String.valueOf(value));
        } catch (IllegalArgumentException | ArithmeticException noDuration) {
            throw new IllegalArgumentException("half-life is not a duration like 7d or 12h", noDuration);
        }
        if (halfLife.compareTo(HALF_LIFE_MIN) < 0 || halfLife.compareTo(HALF_LIFE_MAX) > 0) {
            throw new IllegalArgumentException("half-life must be from 1ms to 1000000d");
        }
        return halfLife.toMillis();
    }

    private static double number(Map<?, ?> map, String key, String name, double otherwise) {
        Object value = map.get(key);
        if (value == null) {
            return otherwise;
        }
        if (value instanceof Number number) {
            return number.doubleValue();
        }
        throw new IllegalArgumentException(name + " is not a number");
    }

    private static Map<?, ?> map(@Nullable Object value, String name) {
        if (value instanceof Map<?, ?> map) {
            return map;
        }
        throw new IllegalArgumentException(name + " is not a map of names to values");
    }

    private static void onlyKnown(Map<?, ?> map, Set<String> known, String prefix) {
        for (Object key : map.keySet()) {
            if (!known.contains(String.valueOf(key))) {
                throw new IllegalArgumentException(prefix + key + " is no field of a risk policy");
            }
        }
    }
}
