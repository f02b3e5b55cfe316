package dev.accountrisk.backfill.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.accountrisk.engine.TestTopics;
import dev.accountrisk.engine.position.Position;
import dev.accountrisk.engine.record.Source;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What is read grows with the positions, and with the partitions. */
class PlanTest {
    private static final String TOPIC = TestTopics.COMMANDS.name();
    private static final Source FIRST = new Source(TOPIC, "id", 0);
    private static final Source ADDED = new Source(TOPIC, "id", 1);

    private final Plan plan = new Plan(List.of(TestTopics.COMMANDS), List.of(new Range(FIRST, 0, 0, 10)), true,
            List.of());

    @Test
    void aRangeIsReadUpToItsPosition() {
        assertThat(plan.upTo(Map.of(FIRST, at(15)))).containsExactly(new Range(FIRST, 0, 0, 15));
        assertThat(plan.upTo(Map.of())).containsExactly(new Range(FIRST, 0, 0, 0));
    }

    @Test
    void aPartitionThatWasAddedIsReadFromItsBeginning() {
        Map<Source, Position> positions = Map.of(FIRST, at(15), ADDED, at(3));

        assertThat(plan.added(positions)).containsExactly(ADDED);
        assertThat(plan.upTo(positions)).containsExactly(new Range(FIRST, 0, 0, 15), new Range(ADDED, 0, 0, 3));
    }

    @Test
    void partitionsOfOtherTopicsAreNotAdded() {
        assertThat(plan.added(Map.of(new Source(TOPIC, "earlier", 1), at(3), new Source("other", "id", 1), at(3))))
                .isEmpty();
    }

    private static Position at(long offset) {
        return new Position("id", offset, -1);
    }
}
