package dev.accountrisk.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.accountrisk.account.RiskPolicy;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever the file contains, the worker continues with the last valid policy. */
class PolicyFileTest {
    @TempDir
    private Path folder;
    private Path file;
    private PolicyFile policy;

    @BeforeEach
    void write() throws IOException {
        file = Files.writeString(folder.resolve("policy.yaml"), "cap: 1000");
        policy = new PolicyFile(file);
    }

    @ParameterizedTest
    @ValueSource(strings = {"half-life: 200000000000d", "half-life: P200000000000D", "half-life: -1d",
            "half-life: 500us", "half-life: soon", "cap: much", "cap: [", "levels: 7", "unknown: 1",
            "levels: {LOW: 1}", ""})
    void aBrokenFileLeavesThePolicyAndTheNextIsTaken(String content) throws IOException {
        RiskPolicy before = policy.get();
        Files.writeString(file, content);
        policy.reload();
        assertThat(policy.isBroken()).isTrue();
        assertThat(policy.get()).isEqualTo(before);
        policy.reload();
        assertThat(policy.isBroken()).as("until it is mended").isTrue();

        Files.writeString(file, "cap: 2000");
        policy.reload();
        assertThat(policy.isBroken()).isFalse();
        assertThat(policy.get().cap()).isEqualTo(2_000);
    }

    @Test
    void aFileThatIsGoneForAMomentIsNotBrokenAfterIt() throws IOException {
        Path away = Files.move(file, folder.resolve("away"));
        policy.reload();
        assertThat(policy.isBroken()).isTrue();

        Files.move(away, file);
        policy.reload();
        assertThat(policy.isBroken()).isFalse();
        assertThat(policy.get().cap()).isEqualTo(1_000);
    }
}
