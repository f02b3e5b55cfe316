package dev.accountrisk.backfill.replay;

import dev.accountrisk.backfill.plan.LivePositions;
import dev.accountrisk.backfill.plan.Range;
import dev.accountrisk.broker.BrokerException;
import dev.accountrisk.broker.TopicLogs;
import dev.accountrisk.database.Transactions;
import dev.accountrisk.engine.position.Position;
import dev.accountrisk.engine.record.Source;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.TopicPartition;

/** Measures the lag of the live consumers. */
public final class LagMonitor {
    private final TopicLogs logs;
    private final Transactions transactions;
    private final LivePositions livePositions;
    private final List<Range> ranges;

    public LagMonitor(TopicLogs logs, Transactions transactions, String liveSchema, List<Range> ranges) {
        this.logs = logs;
        this.transactions = transactions;
        this.livePositions = new LivePositions(liveSchema);
        this.ranges = ranges;
    }

    /** Reports the lag to the throttle, and returns it. */
    public long look(LagThrottle throttle) throws SQLException, BrokerException {
        Map<Source, Position> positions = transactions.runRepeatable(livePositions::readInTx);
        long lag = 0;
        long applied = 0;
        Map<TopicPartition, Long> ends = logs.ends(ranges.stream().map(Range::partition).toList());
        for (Range range : ranges) {
            Position position = positions.get(range.source());
            long next = position == null ? 0 : position.nextOffset();
            applied += next;
            lag += Math.max(0, ends.getOrDefault(range.partition(), 0L) - next);
        }
        throttle.saw(lag, applied);
        return lag;
    }
}
