package dev.accountrisk.backfill;

import dev.accountrisk.database.Transactions;
import dev.accountrisk.engine.Position;
import dev.accountrisk.engine.Source;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;

/** Looks how far behind the live consumers are. */
final class LiveWatch {
    private final Admin admin;
    private final Transactions transactions;
    private final LivePositions positions;
    private final List<Range> ranges;

    LiveWatch(Admin admin, Transactions transactions, String liveSchema, List<Range> ranges) {
        this.admin = admin;
        this.transactions = transactions;
        this.positions = new LivePositions(liveSchema);
        this.ranges = ranges;
    }

    /** Tells the throttle what it sees, and answers the lag. */
    long look(Throttle throttle) throws Exception {
        Map<Source, Position> stands = transactions.runRepeatable(positions::readInTx);
        long lag = 0;
        long applied = 0;
        for (String topic : ranges.stream().map(range -> range.source().topic()).distinct().toList()) {
            List<Source> sources = ranges.stream()
                    .map(Range::source)
                    .filter(source -> source.topic().equals(topic))
                    .toList();
            int partitions = sources.stream().mapToInt(Source::partition).max().orElse(-1) + 1;
            Map<Integer, Long> ends = new TopicLog(admin, topic).ends(partitions);
            for (Source source : sources) {
                Position position = stands.get(source);
                long next = position == null ? 0 : position.nextOffset();
                applied += next;
                lag += Math.max(0, ends.getOrDefault(source.partition(), 0L) - next);
            }
        }
        throttle.saw(lag, applied);
        return lag;
    }
}
