package dev.accountrisk.backfill;

import dev.accountrisk.account.Entry;
import dev.accountrisk.engine.ApplyResult;
import dev.accountrisk.engine.Engine;
import dev.accountrisk.engine.OutcomeCounts;
import dev.accountrisk.engine.Position;
import dev.accountrisk.engine.Received;
import dev.accountrisk.engine.Slice;
import dev.accountrisk.engine.Source;
import dev.accountrisk.job.StopSignal;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** Applies one partition's records in turn, and waits where the database is in trouble. Belongs to one thread. */
final class Stint<E extends Entry> {
    private static final long PAUSE_NANOS = TimeUnit.SECONDS.toNanos(1);
    private static final int PAUSES_MAX = 120;

    private final Engine<E> engine;
    private final Source source;
    private final Standing standing;
    private final StopSignal stop;
    private long position;

    /** Tells where the partition stands. */
    @FunctionalInterface
    interface Standing {
        Optional<Position> read() throws SQLException;
    }

    Stint(Engine<E> engine, Source source, long position, Standing standing, StopSignal stop) {
        this.engine = engine;
        this.source = source;
        this.position = position;
        this.standing = standing;
        this.stop = stop;
    }

    /** Applies records; what of them is committed when the job is asked to end is a prefix. */
    OutcomeCounts apply(List<Received<E>> records) throws SQLException {
        OutcomeCounts counts = OutcomeCounts.NONE;
        List<Received<E>> rest = records;
        String cause = "";
        for (int pauses = 0; !rest.isEmpty(); pauses++) {
            if (pauses > 0 && (pauses > PAUSES_MAX || stop.pauseNanos(PAUSE_NANOS))) {
                if (stop.isStopped()) {
                    return counts;
                }
                throw new SQLException(source + " does not get on: " + cause);
            }
            long next = rest.getLast().offset() + 1;
            ApplyResult result = engine.apply(new Slice<>(source, position, next, -1, rest));
            counts = counts.plus(result.counts());
            switch (result) {
                case ApplyResult.Done done -> {
                    position = next;
                    return counts;
                }
                case ApplyResult.Stopped(OutcomeCounts ignored, String why) -> throw new SQLException(why);
                case ApplyResult.Unkept unkept -> throw new IllegalStateException("bug: these records are whole");
                case ApplyResult.Unavailable(OutcomeCounts ignored, String why) -> cause = why;
                case ApplyResult.FenceLost lost -> cause = "another process works on it";
                case ApplyResult.Unresolved unknown -> cause = unknown.cause();
            }
            position = stands();
            rest = rest.stream().filter(record -> record.offset() >= position).toList();
        }
        return counts;
    }

    private long stands() {
        try {
            return standing.read().map(Position::nextOffset).orElse(position);
        } catch (SQLException away) {
            return position;
        }
    }
}
