package dev.accountrisk.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.EnumSet;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The fault suite until it has done some of each side's faults; {@code -Daccountrisk.faults.duration=10m} lets it end by time. */
@Timeout(value = 40, unit = TimeUnit.MINUTES)
class FaultSuiteIT {
    /** One of each group protocol. */
    private static final int ROUNDS = 2;
    private static final int FAULTS_PER_ROUND = 6;
    /** For a machine that is very slow; nothing waits for it. */
    private static final Duration ROUND_WITHIN = Duration.ofMinutes(10);

    /** They take minutes: a server looks only now and then whether its disk has room again. */
    private static final Set<FaultKind> LONG_FORM_ONLY = EnumSet.of(FaultKind.FULL_MYSQL_DISK,
            FaultKind.FULL_BROKER_DISK);

    @Test
    void nothingIsFoundHoweverItBreaks() throws Exception {
        String duration = System.getProperty("accountrisk.faults.duration");
        FaultReport report = FaultSuite.run(duration == null
                ? shortForm().ending(ROUNDS, FAULTS_PER_ROUND, ROUND_WITHIN)
                : FaultSettings.DEFAULT.lasting(FaultSettings.duration(duration)));
        assertThat(report.write()).isNotEmptyFile();
        report.findings().assertNone();
        assertThat(report.faults()).as("faults done").isGreaterThanOrEqualTo(ROUNDS * FAULTS_PER_ROUND);
        for (FaultKind.Side side : FaultKind.Side.values()) {
            assertThat(report.faults(side)).as("faults of " + side).isGreaterThanOrEqualTo(ROUNDS);
        }
        assertThat(report.records()).as("records").isGreaterThan(20_000);
    }

    private static FaultSettings shortForm() {
        String kinds = EnumSet.complementOf(EnumSet.copyOf(LONG_FORM_ONLY))
                .stream()
                .map(FaultKind::name)
                .collect(Collectors.joining(","));
        return FaultSettings.parse(new String[]{"--kinds=" + kinds});
    }
}
