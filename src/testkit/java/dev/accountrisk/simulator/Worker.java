package dev.accountrisk.simulator;

import static java.util.Objects.requireNonNull;

import dev.accountrisk.account.Entry;
import dev.accountrisk.engine.ApplyResult;
import dev.accountrisk.engine.Engine;
import dev.accountrisk.engine.Engines;
import dev.accountrisk.engine.PartitionSlice;
import dev.accountrisk.engine.Topic;
import dev.accountrisk.engine.position.Position;
import dev.accountrisk.engine.record.Slice;
import dev.accountrisk.engine.record.Source;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/**
 * Applies the records of one source, or of several that may share a transaction, as the live consumer does: reads a source's
 * position, continues from there as long as that works, and reads it again when it does not. When it is killed, another worker
 * replaces it and remembers nothing.
 */
final class Worker<T extends Entry> {
    private static final int BATCH_RECORDS_MAX = 6;

    private final List<Topics.Log<T>> logs;
    private final Topic<T> topic;
    private final Engines engines;
    private final Truth truth;
    private final Schedule schedule;
    private final Weather weather;
    private final SplittableRandom random;

    Worker(List<Topics.Log<T>> logs, Topic<T> topic, Engines engines, Truth truth, Schedule schedule, Weather weather,
            SplittableRandom random) {
        this.logs = logs;
        this.topic = topic;
        this.engines = engines;
        this.truth = truth;
        this.schedule = schedule;
        this.weather = weather;
        this.random = random;
    }

    /** A source as a worker sees it until it is killed. */
    private final class Partition {
        final Topics.Log<T> log;
        final Engine<T> engine;
        int from;

        Partition(Topics.Log<T> log) {
            this.log = log;
            this.engine = engines.open(topic);
            this.from = position(log);
        }

        boolean isDone() {
            return from == log.records().size();
        }

        Slice<T> next() {
            int next = Math.min(log.records().size(), from + 1 + random.nextInt(BATCH_RECORDS_MAX));
            return new Slice<>(log.source(), from, next, -1, log.records().subList(from, next));
        }
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
        List<Partition> partitions = new ArrayList<>();
        for (Topics.Log<T> log : logs) {
            partitions.add(new Partition(log));
        }
        while (true) {
            List<Partition> waiting = waiting(partitions);
            while (!waiting.isEmpty()) {
                schedule.pass();
                apply(some(waiting));
                waiting = waiting(partitions);
            }
            // a quiet source, too: the database may have lost what was applied
            boolean noMoreLosses = weather.isOver();
            for (Partition partition : partitions) {
                partition.from = position(partition.log);
            }
            if (noMoreLosses && partitions.stream().allMatch(Partition::isDone)) {
                return true;
            }
        }
    }

    private List<Partition> waiting(List<Partition> partitions) {
        return partitions.stream().filter(partition -> !partition.isDone()).toList();
    }

    /** At least one of those that wait, in any order. */
    private List<Partition> some(List<Partition> waiting) {
        List<Partition> rest = new ArrayList<>(waiting);
        List<Partition> some = new ArrayList<>();
        do {
            some.add(rest.remove(random.nextInt(rest.size())));
        } while (!rest.isEmpty() && random.nextInt(4) != 0);
        return some;
    }

    private void apply(List<Partition> partitions) {
        List<PartitionSlice<T>> slices = new ArrayList<>();
        for (Partition partition : partitions) {
            slices.add(new PartitionSlice<>(partition.engine, partition.next()));
        }
        truth.begin();
        Map<Source, ApplyResult> results = slices.size() == 1
                ? Map.of(slices.getFirst().slice().source(),
                        slices.getFirst().engine().apply(slices.getFirst().slice()))
                : engines.applyTogether(slices);
        for (int index = 0; index < partitions.size(); index++) {
            Partition partition = partitions.get(index);
            Slice<T> slice = slices.get(index).slice();
            ApplyResult result = requireNonNull(results.get(slice.source()));
            schedule.note(slice.source() + " " + slice.fromOffset() + ".." + slice.nextOffset() + " " + result);
            partition.from = switch (result) {
                case ApplyResult.Done _ -> {
                    truth.expectAt(slice.source(), slice.nextOffset());
                    yield (int) slice.nextOffset();
                }
                case ApplyResult.FenceLost _,ApplyResult.Unavailable _,ApplyResult.Unresolved _ -> -1;
                case ApplyResult.Unkept unkept -> throw new IllegalStateException(unkept.toString());
                case ApplyResult.Stopped stopped -> throw new IllegalStateException(stopped.toString());
            };
        }
        for (Partition partition : partitions) {
            if (partition.from < 0) {
                partition.from = position(partition.log);
            }
        }
    }

    private int position(Topics.Log<T> log) {
        while (true) {
            try {
                Position position = engines.positions().create(log.source(), 0);
                return (int) position.nextOffset();
            } catch (SQLException away) {
                schedule.note("no position: " + away.getMessage());
                schedule.pass();
            }
        }
    }
}
