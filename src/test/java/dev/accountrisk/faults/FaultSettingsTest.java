package dev.accountrisk.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumSet;
import org.junit.jupiter.api.Test;

/** What the command line of the fault suite may say. */
class FaultSettingsTest {
    @Test
    void everyOptionIsTaken() {
        String[] args = {"--duration=1h30m", "--round=90s", "--kinds=FLUSH_REDIS,KILL_MYSQL", "--seed=-7",
                "--workers=2",
                "--rate=50", "--report=x"};
        assertThat(FaultSettings.parse(args)).isEqualTo(
                new FaultSettings(Duration.ofMinutes(90), Integer.MAX_VALUE, Duration.ofSeconds(90), Integer.MAX_VALUE,
                        EnumSet.of(FaultKind.KILL_MYSQL, FaultKind.FLUSH_REDIS), -7, 2, 50, Path.of("x")));
    }

    @Test
    void whatIsNotKnownIsRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> FaultSettings.parse(new String[]{"--hours=1"}))
                .withMessageContaining("--duration");
        assertThatIllegalArgumentException().isThrownBy(() -> FaultSettings.parse(new String[]{"seed"}));
        assertThatIllegalArgumentException().isThrownBy(() -> FaultSettings.parse(new String[]{"--kinds=RAIN"}))
                .withMessageContaining("RAIN");
    }

    @Test
    void onlySidesWithAFaultToDoHaveASchedule() {
        assertThat(FaultSettings.parse(new String[]{"--kinds=RECREATE_TOPIC,DENY_GROUP,KILL_BROKER"}).sides())
                .containsExactly(FaultKind.Side.BROKER_AND_REDIS);
        assertThat(FaultSettings.DEFAULT.sides())
                .containsExactlyInAnyOrderElementsOf(EnumSet.complementOf(EnumSet.of(FaultKind.Side.ROUND)));
    }
}
