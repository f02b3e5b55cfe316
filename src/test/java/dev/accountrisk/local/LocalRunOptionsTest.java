package dev.accountrisk.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LocalRunOptionsTest {

    @TempDir
    Path dir;

    @Test
    void needsNothing() {
        var options = LocalRunOptions.parse();
        assertThat(options.feed()).isNull();
        assertThat(options.recordsPerSecond()).isEqualTo(LocalRunOptions.RATE_DEFAULT);
        assertThat(options.mysql()).isEqualTo(MySqlSetup.ONE);
        assertThat(options.help()).isFalse();
        assertThat(options.forWorker()).isEmpty();
    }

    @Test
    void takesValuesInBothSpellingsAndLeavesTheRestToTheWorker() throws IOException {
        Path file = Files.writeString(dir.resolve("feed.jsonl"), "{}");
        var options = LocalRunOptions.parse("--feed", file.toString(), "--account-risk.lane=locked", "--rate=7",
                "--help");
        assertThat(options.feed()).isEqualTo(file);
        assertThat(options.recordsPerSecond()).isEqualTo(7);
        assertThat(options.help()).isTrue();
        assertThat(options.forWorker()).containsExactly("--account-risk.lane=locked");
    }

    @Test
    void startsAGroupOfServersWhereAsked() {
        assertThat(LocalRunOptions.parse("--mysql=group").mysql()).isEqualTo(MySqlSetup.GROUP);
        assertThat(LocalRunOptions.parse("--mysql", "one").mysql()).isEqualTo(MySqlSetup.ONE);
    }

    @Test
    void takesAMappingForTheFileAndItsTopic() throws IOException {
        Path file = Files.writeString(dir.resolve("feed.jsonl"), "{}");
        var options = LocalRunOptions.parse("--feed", file.toString(), "--mapping", file.toString(),
                "--topic=commands");
        assertThat(options.mapping()).isEqualTo(file);
        assertThat(options.topic()).isEqualTo("commands");
        assertThatIllegalArgumentException().isThrownBy(() -> LocalRunOptions.parse("--mapping", file.toString()))
                .withMessageContaining("--mapping needs --feed");
        assertThatIllegalArgumentException().isThrownBy(() -> LocalRunOptions.parse("--topic", "events"))
                .withMessage("--topic is risk-updates or commands, not events");
    }

    @Test
    void saysWhatIsWrong() {
        assertThatIllegalArgumentException().isThrownBy(() -> LocalRunOptions.parse("--mysql=galera"))
                .withMessage("--mysql is one or group, not galera");
        assertThatIllegalArgumentException().isThrownBy(() -> LocalRunOptions.parse("--rate", "fast"))
                .withMessageContaining("not fast");
        assertThatIllegalArgumentException().isThrownBy(() -> LocalRunOptions.parse("--rate", "-1"));
        assertThatIllegalArgumentException().isThrownBy(() -> LocalRunOptions.parse("--feed"))
                .withMessageContaining("needs a value");
        assertThatIllegalArgumentException().isThrownBy(() -> LocalRunOptions.parse("--feed", dir.toString()))
                .withMessageContaining("cannot read");
    }
}
