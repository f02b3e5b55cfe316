package dev.accountrisk.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.concurrent.ExecutionException;
import org.junit.jupiter.api.Test;

/** The fault suite for a few minutes; {@code -Daccountrisk.faults.duration=10m} makes it longer. */
class FaultSuiteIT {
    @Test
    void nothingIsFoundHoweverItBreaks() throws IOException, InterruptedException, ExecutionException {
        String duration = System.getProperty("accountrisk.faults.duration", "150s");
        FaultReport report = FaultSuite.run(FaultSettings.DEFAULT.lasting(FaultSettings.duration(duration)));
        assertThat(report.write()).isNotEmptyFile();
        report.findings().assertNone();
        assertThat(report.faults()).as("faults done").isGreaterThan(10);
        assertThat(report.records()).as("records").isGreaterThan(20_000);
    }
}
