package dev.accountrisk.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.ExecutionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every command explains itself, and wrong usage is reported with the option and the rule. */

class CommandLineEntryTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"--help | Exit codes", "-h | Exit codes", "worker --help | SIGTERM",
            "redrive --help | parked", "redrive list --help | --reason", "redrive show --help | --id",
            "redrive release --help | --value", "redrive drop --help | --why",
            "reconcile --help | --repair"})
    void helpIsWrittenAndTheCodeIsZero(String line, String says) {
        Console console = Console.of(line.split(" ", -1));

        assertThat(console.exitCode()).isZero();
        assertThat(console.out()).contains("Usage: account-risk-worker").contains(says);
        assertThat(console.err()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"workr | workr", "worker now | worker: takes settings only",
            "redrive | list, show, release, drop", "redrive release --why=x | --all", "redrive drop --all | --why",
            "redrive release --all --why=x --rate=fast | --rate", "redrive list --reason=NOPE | --reason",
            "redrive release --all --why=x --value=x | --value: needs exactly one --id",
            "redrive release --all --why=x --rate=-1 | --rate: must be 0 or more",
            "reconcile --page=0 | --page: must be from 1",
            "reconcile --sample=100001 | --sample: must be from 0",
            "redrive list --limit=0 | --limit: must be from 1 to",
            "reconcile --hold-grace=long | --hold-grace",
            "-x | -x"})
    void wrongUsageNamesWhatIsWrong(String line, String says) {
        Console console = Console.of(line.split(" ", -1));

        assertThat(console.exitCode()).isEqualTo(2);
        assertThat(console.err()).contains(says).contains("--help");
        assertThat(console.out()).isEmpty();
    }

    @Test
    void aCommandIsNamedWhereOnlySettingsOfJobsAre() {
        assertThat(Console.of("-h", "--spring.datasource.url=jdbc:none").exitCode()).isZero();
    }

    @Test
    void memoryThatRanOutIsNoFailureLikeOthers() {
        assertThat(CommandLineEntry.codeOf(new ExecutionException(new OutOfMemoryError("Java heap space"))))
                .isEqualTo(134);
        assertThat(CommandLineEntry.codeOf(new IllegalStateException("anything else"))).isEqualTo(1);
    }

    @Test
    void settingsMayStandBeforeTheCommandToo() {
        Console console = Console.of("--spring.datasource.url=jdbc:none", "backfill", "--help");

        assertThat(console.exitCode()).as(console.err()).isZero();
        assertThat(console.out()).contains("--mode");
    }
}
