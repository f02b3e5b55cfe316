package dev.accountrisk.simulator;

import dev.accountrisk.account.Entry;
import dev.accountrisk.engine.ApplyResult;
import dev.accountrisk.engine.Engine;
import dev.accountrisk.engine.position.Position;
import dev.accountrisk.engine.position.Positions;
import dev.accountrisk.engine.record.Slice;
import java.sql.SQLException;
import java.util.SplittableRandom;
import java.util.function.Supplier;

/**
 * Applies the records of a source as the live consumer does: reads the source's position, continues from there as long as that
 * works, and reads it again when it does not. When it is killed, another worker replaces it and remembers nothing.
 */
final class Worker<T extends Entry> {
    private static final int BATCH_RECORDS_MAX = 6;

    private final Topics.Log<T> log;
    private final Positions positions;
    private final Supplier<Engine<T>> newEngine;
    private final Schedule schedule;
    private final Weather weather;
    private final SplittableRandom random;

    Worker(Topics.Log<T> log, Positions positions, Supplier<Engine<T>> newEngine, Schedule schedule, Weather weather,
            SplittableRandom random) {
        this.log = log;
        this.positions = positions;
        this.newEngine = newEngine;
        this.schedule = schedule;
        this.weather = weather;
        this.random = random;
    }

    void work() {
        boolean done = false;
        while (!done) {
            try {
                done = workUntilKilled();
            } catch (Weather.Crash crash) {
                schedule.pass();
            }
        }
    }

    private boolean workUntilKilled() {
        Engine<T> engine = newEngine.get();
        int from = position();
        while (true) {
            while (from < log.records().size()) {
                schedule.pass();
                from = apply(engine, from);
            }
            // a quiet source, too: the database may have lost what was applied
            boolean noMoreLosses = weather.isOver();
            from = position();
            if (noMoreLosses && from == log.records().size()) {
                return true;
            }
        }
    }

    private int apply(Engine<T> engine, int from) {
        int next = Math.min(log.records().size(), from + 1 + random.nextInt(BATCH_RECORDS_MAX));
        ApplyResult result = engine
                .apply(new Slice<>(log.source(), from, next, -1, log.records().subList(from, next)));
        schedule.note(from + ".." + next + " " + result);
        return switch (result) {
            case ApplyResult.Done _ -> next;
            case ApplyResult.FenceLost _,ApplyResult.Unavailable _,ApplyResult.Unresolved _ -> position();
            case ApplyResult.Unkept unkept -> throw new IllegalStateException(unkept.toString());
            case ApplyResult.Stopped stopped -> throw new IllegalStateException(stopped.toString());
        };
    }

    private int position() {
        while (true) {
            try {
                Position position = positions.create(log.source(), 0);
                return (int) position.nextOffset();
            } catch (SQLException away) {
                schedule.note("no position: " + away.getMessage());
                schedule.pass();
            }
        }
    }
}
