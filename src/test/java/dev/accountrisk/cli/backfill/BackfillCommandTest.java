package dev.accountrisk.cli.backfill;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.accountrisk.backfill.plan.Mode;
import dev.accountrisk.backfill.plan.Shard;
import dev.accountrisk.backfill.run.Progress;
import dev.accountrisk.cli.Console;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BackfillCommandTest {
    private static final Progress HALF = new Progress(7, Mode.VERIFY, "replay", 1_500, 3_000, 500, 12);

    @Test
    void aPodOfAnIndexedJobTakesItsPart() {
        assertThat(BackfillCommand.shard(null, Map.of())).isEqualTo(Shard.WHOLE);
        assertThat(BackfillCommand.shard("2/6", Map.of("JOB_COMPLETION_INDEX", "1"))).isEqualTo(new Shard(2, 6));
        assertThat(BackfillCommand.shard(null, Map.of("JOB_COMPLETION_INDEX", "1", "JOB_COMPLETION_COUNT", "6")))
                .isEqualTo(new Shard(1, 6));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> BackfillCommand.shard(null, Map.of("JOB_COMPLETION_INDEX", "1")))
                .withMessageContaining("JOB_COMPLETION_COUNT");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"--rate=-1|--rate: must be 0 or more", "--batch=0|--batch: must be from 1",
            "--parallel=0|--parallel: must be from 1", "--lag=-1|--lag: must be 0 or more",
            "--shard=6/6|--shard: I/N needs", "--from=yesterday|--from: must be",
            "--until=0:5,0:6|--until: names a partition twice", "--mode=guess|--mode"})
    void wrongUsageIsToldByTheOption(String option, String rule) {
        Console console = Console.of("backfill", option);
        assertThat(console.exitCode()).isEqualTo(2);
        assertThat(console.err()).contains(rule);
    }

    @Test
    void progressIsABarOrALine() {
        assertThat(ProgressLine.bar(HALF)).contains("[===============               ]  50 %", "3 s left");
        assertThat(ProgressLine.line(HALF)).isEqualTo("{\"job\":\"backfill\",\"run\":7,\"mode\":\"verify\","
                + "\"phase\":\"replay\",\"records\":1500,\"total\":3000,\"perSecond\":500,\"secondsLeft\":3,"
                + "\"liveLag\":12}");
    }
}
