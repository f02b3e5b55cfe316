package dev.accountrisk.backfill.shadow;

import dev.accountrisk.backfill.plan.BackfillSettings;
import dev.accountrisk.backfill.plan.Range;
import dev.accountrisk.backfill.plan.RefusedException;
import dev.accountrisk.backfill.replay.OperatorDecisions;
import dev.accountrisk.backfill.replay.RangeEnd;
import dev.accountrisk.backfill.replay.RangeLoop;
import dev.accountrisk.backfill.replay.ReplayThrottle;
import dev.accountrisk.broker.BrokerException;
import dev.accountrisk.broker.LogSource;
import dev.accountrisk.database.Transactions;
import dev.accountrisk.engine.Engines;
import dev.accountrisk.engine.Topic;
import dev.accountrisk.engine.record.Source;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Replays ranges of several topics into the shadow tables, and keeps each account's order. */
final class ShadowReplay implements AutoCloseable {
    private final Map<String, TopicReplay<?>> byTopic = new HashMap<>();
    private final OperatorStateTransfer operators;

    ShadowReplay(Engines engines, Transactions shadow, String liveSchema, List<Topic<?>> topics,
            OperatorDecisions decisions) {
        topics.forEach(topic -> byTopic.put(topic.name(),
                new TopicReplay<>(topic, engines, shadow, liveSchema, decisions)));
        this.operators = new OperatorStateTransfer(liveSchema, shadow, engines, topics, decisions);
    }

    /** Transfers what operators decided about records of these partitions. */
    void transferDecisions(Set<Source> sources) throws SQLException {
        operators.transfer(sources);
    }

    /** Where records come from, how fast, and how many at once. */
    record Reading(LogSource logs, ReplayThrottle throttle, BackfillSettings settings) {
        RangeLoop loop(Topic<?> topic) {
            return new RangeLoop(logs, throttle, settings.batchRecords(topic));
        }
    }

    /**
     * Replays one range.
     *
     * @param moved accounts with records in several partitions, by topic; not for topics whose order needs no care
     */
    RangeEnd run(Range range, Reading reading, Map<String, Set<String>> moved)
            throws SQLException, BrokerException, RefusedException {
        String topic = range.source().topic();
        TopicReplay<?> replay = byTopic.get(topic);
        if (replay == null) {
            throw new IllegalStateException("bug: no topic of " + range.source());
        }
        return replay.run(range, reading, moved.get(topic));
    }

    /** Drops claims of names that came to nothing. */
    void dropUnusedClaims() throws SQLException {
        for (TopicReplay<?> replay : byTopic.values()) {
            replay.dropUnusedClaims();
        }
    }

    @Override
    public void close() {
        byTopic.values().forEach(TopicReplay::close);
    }
}
