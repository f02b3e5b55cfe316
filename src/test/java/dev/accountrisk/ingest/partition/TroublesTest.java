package dev.accountrisk.ingest.partition;

import static org.assertj.core.api.Assertions.assertThat;

import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.util.StringUtils;

/** What the log says of a partition's troubles. */
@ExtendWith(OutputCaptureExtension.class)
class TroublesTest {
    private final Troubles troubles = new Troubles(new TopicPartition("t", 0));

    @Test
    void aTroubleIsLoggedOnceHoweverItsNumbersVary(CapturedOutput output) {
        for (int millis = 2_110; millis < 2_120; millis++) {
            troubles.begin(PartitionStatus.waiting("no connection within " + millis + "ms"));
        }

        assertThat(StringUtils.countOccurrencesOf(output.toString(), "partition waiting")).isOne();
    }

    @Test
    void anotherCodeIsAnotherTrouble(CapturedOutput output) {
        troubles.begin(PartitionStatus.waiting("SQLException code 1045 state 28000"));
        troubles.begin(PartitionStatus.waiting("SQLException code 1049 state 42000"));

        assertThat(StringUtils.countOccurrencesOf(output.toString(), "partition waiting")).isEqualTo(2);
    }

    @Test
    void theEndIsLoggedOnceAndOnlyIfThereWasATrouble(CapturedOutput output) {
        troubles.end();
        troubles.begin(PartitionStatus.stopped("no grant"));
        troubles.end();
        troubles.end();

        assertThat(StringUtils.countOccurrencesOf(output.toString(), "partition resumed")).isOne();
    }
}
