package dev.accountrisk.backfill.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.accountrisk.broker.TopicIdentity;
import dev.accountrisk.engine.TestTopics;
import dev.accountrisk.engine.Topic;
import dev.accountrisk.engine.position.Position;
import dev.accountrisk.engine.record.Source;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

/** A plan reads what was applied, knows whether that is everything, and refuses what cannot be done. */
class PlannerTest {
    private static final Topic<?> TOPIC = TestTopics.COMMANDS;
    private static final TopicPartition PARTITION = new TopicPartition(TOPIC.name(), 0);

    @Test
    void whatLiveConsumersHaveNotAppliedIsLeftToThem() throws Exception {
        Plan plan = plan(Mode.VERIFY, facts(0, 40, 100));
        assertThat(plan.whole()).isTrue();
        assertThat(plan.ranges()).extracting(Range::until).containsExactly(40L);
        assertThat(plan.needsShadow(Mode.VERIFY)).isTrue();
        assertThat(plan.needsShadow(Mode.REPAIR)).isFalse();
    }

    @Test
    void aLogThatWasTruncatedIsNotWholeAndIsNotRebuilt() throws Exception {
        Plan plan = plan(Mode.VERIFY, facts(10, 40, 100));
        assertThat(plan.whole()).isFalse();
        assertThat(plan.needsShadow(Mode.VERIFY)).isFalse();
        assertThatExceptionOfType(RefusedException.class).isThrownBy(() -> plan(Mode.REBUILD, facts(10, 40, 100)))
                .withMessageContaining("no longer begins at offset 0");
    }

    @Test
    void aPositionPastTheEndIsADifferenceOfItsPartitionAndIsNotRepaired() throws Exception {
        Plan plan = plan(Mode.VERIFY, facts(0, 120, 100));
        assertThat(plan.positionsPastEnd()).hasSize(1);
        assertThat(plan.positionsPastEnd(source("id"))).hasSize(1);
        assertThatExceptionOfType(RefusedException.class).isThrownBy(() -> plan(Mode.REPAIR, facts(0, 120, 100)))
                .withMessageContaining("past the end of its log");
    }

    @Test
    void aRecreatedTopicIsRefused() {
        TopicFacts other = new TopicFacts(TOPIC, new TopicIdentity(TOPIC.name(), "new", 1), Map.of(PARTITION, 0L),
                Map.of(source("id"), new Position("id", 5, -1)), Map.of(PARTITION, 9L), time -> Map.of());
        assertThatExceptionOfType(RefusedException.class).isThrownBy(() -> plan(Mode.VERIFY, other))
                .withMessageContaining("was deleted and recreated");
    }

    @Test
    void aTopicThatIsNotConsumedIsNamed() {
        assertThatExceptionOfType(RefusedException.class)
                .isThrownBy(() -> new Planner(settings(Mode.VERIFY, List.of("other"))).chosen(List.of(TOPIC)))
                .withMessageContaining("other is not consumed");
    }

    private static Plan plan(Mode mode, TopicFacts facts) throws Exception {
        return new Planner(settings(mode, List.of())).plan(List.of(facts));
    }

    private static TopicFacts facts(long beginning, long position, long end) {
        return new TopicFacts(TOPIC, new TopicIdentity(TOPIC.name(), "id", 1), Map.of(PARTITION, beginning),
                Map.of(source("id"), new Position("id", position, -1)), Map.of(PARTITION, end), time -> Map.of());
    }

    private static Source source(String id) {
        return new Source(TOPIC.name(), id, 0);
    }

    private static BackfillSettings settings(Mode mode, List<String> topics) {
        return new BackfillSettings(mode, topics, "earliest", "now", Shard.WHOLE, "", false, false, 0, 1, 1, 0);
    }
}
