package dev.accountrisk.backfill.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.tuple;

import dev.accountrisk.broker.TopicIdentity;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A range is what was written, or is refused with the option and the rule. */
class RangeFinderTest {
    private static final TopicPartition FIRST = new TopicPartition("t", 0);
    private static final TopicPartition SECOND = new TopicPartition("t", 1);

    /** Partition 0 has lost what was before offset 10, partition 1 has all it ever had. */
    private final RangeFinder finder = new RangeFinder(new TopicIdentity("t", "id", 2),
            Map.of(FIRST, 10L, SECOND, 0L), Map.of(FIRST, 100L, SECOND, 50L));

    @Test
    void edgesAreTheLogsOwn() throws Exception {
        assertThat(find("earliest", "now")).extracting(Range::from, Range::until, Range::beginning)
                .containsExactly(tuple(10L, 100L, 10L),
                        tuple(0L, 50L, 0L));
    }

    @Test
    void onlyPartitionsThatAreNamedAreRead() throws Exception {
        assertThat(find("1:5", "now")).singleElement().satisfies(range -> {
            assertThat(range.source().partition()).isEqualTo(1);
            assertThat(range.records()).isEqualTo(45);
        });
        assertThat(find("0:10,1:5", "1:6")).singleElement().extracting(Range::records).isEqualTo(1L);
    }

    @Test
    void aTimeIsTheFirstRecordOfThatTimeOrTheEnd() throws Exception {
        Map<TopicPartition, Long> found = Map.of(FIRST, 40L);
        List<Range> ranges = finder.find(Bound.from("2026-01-01T00:00:00Z"), Bound.until("now"), time -> {
            assertThat(time).isEqualTo(1_767_225_600_000L);
            return found;
        });
        assertThat(ranges).extracting(Range::from).containsExactly(40L, 50L);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"0:9|now|--from: the log of t-0 begins at offset 10",
            "0:101|now|--from: the log of t-0 ends at offset 100", "1:0|1:51|--until: the log of t-1 ends at offset 50",
            "1:20|1:10|--from: is after --until in t-1: 20 and 10", "2:0|now|--from: t has the partitions 0 to 1",
            "earliest|7:1|--until: t has the partitions 0 to 1", "5|now|--from: the log of t-0 begins at offset 10"})
    void whatTheLogDoesNotHoldIsRefused(String from, String until, String rule) {
        assertThatExceptionOfType(RefusedException.class).isThrownBy(() -> find(from, until))
                .withMessageStartingWith(rule);
    }

    @ParameterizedTest
    @ValueSource(strings = {"yesterday", "", "1:", "1:2,", "1:2,1:3", "now", "2026-01-01", "1:99999999999999999999"})
    void whatIsNoRangeIsNotRead(String text) {
        assertThatIllegalArgumentException().isThrownBy(() -> Bound.from(text)).withMessageStartingWith("--from: ");
    }

    @Test
    void everyPartitionBelongsToOneShard() {
        for (int count = 1; count < 9; count++) {
            for (int partition = 0; partition < 50; partition++) {
                int owners = 0;
                for (int index = 0; index < count; index++) {
                    owners += new Shard(index, count).owns(partition) ? 1 : 0;
                }
                assertThat(owners).isEqualTo(1);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"1", "3/3", "-1/2", "1/0", "a/b", "0/1/2"})
    void whatIsNoShardIsNotRead(String text) {
        assertThatIllegalArgumentException().isThrownBy(() -> Shard.parse(text)).withMessageStartingWith("--shard:");
    }

    /** At every time asked for, the first record is still in the log of partition 0: what was before it may be missing. */
    private List<Range> find(String from, String until) throws Exception {
        return finder.find(Bound.from(from), Bound.until(until), time -> Map.of(FIRST, 10L, SECOND, 0L));
    }
}
