package dev.accountrisk.backfill;

import dev.accountrisk.broker.BrokerException;
import dev.accountrisk.broker.TopicLogs;
import dev.accountrisk.database.Transactions;
import dev.accountrisk.engine.Position;
import dev.accountrisk.engine.Source;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.TopicPartition;

/** Looks how far behind the live consumers are. */
final class LiveWatch {
    private final TopicLogs logs;
    private final Transactions transactions;
    private final LivePositions positions;
    private final List<Range> ranges;

    LiveWatch(TopicLogs logs, Transactions transactions, String liveSchema, List<Range> ranges) {
        this.logs = logs;
        this.transactions = transactions;
        this.positions = new LivePositions(liveSchema);
        this.ranges = ranges;
    }

    /** Tells the throttle what it sees, and answers the lag. */
    long look(Throttle throttle) throws SQLException, BrokerException {
        Map<Source, Position> stands = transactions.runRepeatable(positions::readInTx);
        long lag = 0;
        long applied = 0;
        Map<TopicPartition, Long> ends = logs.ends(ranges.stream().map(Range::partition).toList());
        for (Range range : ranges) {
            Position position = stands.get(range.source());
            long next = position == null ? 0 : position.nextOffset();
            applied += next;
            lag += Math.max(0, ends.getOrDefault(range.partition(), 0L) - next);
        }
        throttle.saw(lag, applied);
        return lag;
    }
}
