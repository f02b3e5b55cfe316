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
        String[] args = {"--duration=1h30m", "--round=90s", "--kinds=FLUSH_REDIS,KILL_MYSQL", "--servers=cluster",
                "--seed=-7",
                "--workers=2",
                "--rate=50", "--report=x"};
        assertThat(FaultSettings.parse(args)).isEqualTo(
                new FaultSettings(Duration.ofMinutes(90), Integer.MAX_VALUE, Duration.ofSeconds(90), Integer.MAX_VALUE,
                        EnumSet.of(FaultKind.KILL_MYSQL, FaultKind.FLUSH_REDIS), FaultKind.Setup.CLUSTER, -7, 2, 50,
                        Path.of("x")));
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

    @Test
    void kindsThatNeedOtherServersAreLeftOutByName() {
        FaultSettings cluster = FaultSettings.parse(new String[]{"--servers=cluster",
                "--kinds=KILL_MYSQL,KILL_PRIMARY,FLUSH_REDIS"});
        assertThat(cluster.kindsToDo()).containsExactlyInAnyOrder(FaultKind.KILL_PRIMARY, FaultKind.FLUSH_REDIS);
        assertThat(cluster.kindsLeftOut()).containsExactly(FaultKind.KILL_MYSQL);
        assertThat(cluster.sides()).containsExactlyInAnyOrder(FaultKind.Side.MYSQL, FaultKind.Side.BROKER_AND_REDIS);
        assertThat(FaultSettings.DEFAULT.kindsToDo()).contains(FaultKind.KILL_MYSQL)
                .doesNotContain(FaultKind.KILL_PRIMARY);
    }
}
