package dev.accountrisk.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

/** A transaction that stays open is named once, and so is its end; one after the other is normal traffic. */
@ExtendWith(OutputCaptureExtension.class)
class OpenTransactionsTest {
    private static final TopicPartition ID = new TopicPartition("t", 0);
    private static final String NAMED = "records cannot be read: ";

    private final OpenTransactions transactions = new OpenTransactions();

    @Test
    void oneThatStaysOpenIsNamedOnceAndSoIsItsEnd(CapturedOutput log) {
        look(5, 7, 0);
        look(5, 8, 59);
        assertThat(transactions.age(ID)).isEqualTo(Duration.ofSeconds(59));
        assertThat(transactions.described()).isEmpty();
        assertThat(log).doesNotContain(NAMED);

        look(5, 9, 60);
        look(5, 9, 65);
        assertThat(transactions.described().get("t-0")).contains("last stable offset 5, end 9, since ");
        assertThat(log).containsOnlyOnce(NAMED);

        look(9, 9, 70);
        look(9, 9, 75);
        assertThat(transactions.age(ID)).isZero();
        assertThat(transactions.described()).isEmpty();
        assertThat(log).containsOnlyOnce("the open transaction has ended");
    }

    @Test
    void transactionsOneAfterTheOtherAreNoneThatStaysOpen(CapturedOutput log) {
        for (int second = 0; second < 300; second += 5) {
            look(second, second + 3, second);
        }
        assertThat(transactions.age(ID)).isZero();
        assertThat(log).doesNotContain(NAMED);
    }

    @Test
    void aPartitionThatIsRevokedIsForgotten() {
        look(5, 7, 0);
        look(5, 7, 100);
        transactions.look(Map.of(), Map.of(), 0);
        assertThat(transactions.age(ID)).isZero();
        assertThat(transactions.described()).isEmpty();
    }

    private void look(long stable, long end, long second) {
        transactions.look(Map.of(ID, stable), Map.of(ID, end), Duration.ofSeconds(second).toNanos());
    }
}
