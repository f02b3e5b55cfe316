package dev.accountrisk.backfill.replay;

import dev.accountrisk.account.Entry;
import dev.accountrisk.engine.ApplyResult;
import dev.accountrisk.engine.Engine;
import dev.accountrisk.engine.position.Position;
import dev.accountrisk.engine.record.Received;
import dev.accountrisk.engine.record.Slice;
import dev.accountrisk.engine.record.Source;
import dev.accountrisk.job.StopSignal;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** Applies the records of one partition in order, and retries while the database is in trouble. Belongs to one thread. */
public final class PartitionApplier<E extends Entry> {
    private static final long PAUSE_NANOS = TimeUnit.SECONDS.toNanos(1);
    private static final int PAUSES_MAX = 120;

    private final Engine<E> engine;
    private final Source source;
    private final Progress progress;
    private final StopSignal stop;
    private long position;

    /** Reads how far the partition was applied. */
    @FunctionalInterface
    public interface Progress {
        Optional<Position> read() throws SQLException;
    }

    public PartitionApplier(Engine<E> engine, Source source, long position, Progress progress, StopSignal stop) {
        this.engine = engine;
        this.source = source;
        this.position = position;
        this.progress = progress;
        this.stop = stop;
    }

    /** Applies records, and returns how many: fewer than all, a prefix, if the job was asked to end. */
    public int apply(List<Received<E>> records) throws SQLException {
        List<Received<E>> rest = records;
        String cause = "";
        for (int pauses = 0; !rest.isEmpty(); pauses++) {
            if (pauses > 0 && (pauses > PAUSES_MAX || stop.pauseNanos(PAUSE_NANOS))) {
                if (stop.isStopped()) {
                    return records.size() - rest.size();
                }
                throw new SQLException(source + " makes no progress: " + cause);
            }
            long next = rest.getLast().offset() + 1;
            switch (engine.apply(new Slice<>(source, position, next, -1, rest))) {
                case ApplyResult.Done _ -> {
                    position = next;
                    return records.size();
                }
                case ApplyResult.Stopped(var _, String why) -> throw new SQLException(why);
                case ApplyResult.Unkept _ -> throw new IllegalStateException("bug: these records are whole");
                case ApplyResult.Unavailable(var _, String why) -> cause = why;
                case ApplyResult.FenceLost _ -> cause = "another process works on it";
                case ApplyResult.Unresolved unknown -> cause = unknown.cause();
            }
            position = current();
            rest = rest.stream().filter(record -> record.offset() >= position).toList();
        }
        return records.size();
    }

    private long current() {
        try {
            return progress.read().map(Position::nextOffset).orElse(position);
        } catch (SQLException unavailable) {
            // the next try of the slice finds out
            return position;
        }
    }
}
