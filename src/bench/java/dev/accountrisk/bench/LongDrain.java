package dev.accountrisk.bench;

import java.sql.Connection;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/**
 * Drains a long load and measures it in two parts. The first part shows what a process costs that has just started. The rest shows
 * what it costs from then on.
 */
final class LongDrain {
    private final Drain drain;
    private final int firstRecords;

    LongDrain(Drain drain, int firstRecords) {
        this.drain = drain;
        this.firstRecords = firstRecords;
    }

    /**
     * The result of one contender.
     *
     * @param statements       MySQL's processor time by statement, µs a record of the rest
     * @param waitedMillisMost the longest that a row of the outbox was seen to wait, in both parts
     */
    record Result(Measure first, Measure rest, String statements, double waitedMillisMost) {}

    /** Runs a contender that keeps its positions in the contract's table. */
    Result run(String contender, Drain.Starter starter) throws Exception {
        Parts parts = new Parts();
        Measure whole = drain.run(contender, starter, parts::awaitNanos);
        return parts.result(whole);
    }

    /** The parts of one run. */
    private final class Parts {
        private @Nullable Measure first;
        private @Nullable Measure rest;
        private String statements = "";
        private double waitedMillisMost;

        long awaitNanos(ChildProcess process, String database, String group) throws Exception {
            BenchServers servers = drain.servers();
            long records = drain.load().records();
            try (DrainWatch watch = new DrainWatch(servers, database, drain.topic());
                    Connection connection = servers.connect("");
                    OutboxAge age = new OutboxAge(servers, database)) {
                StatementTimes.enable(connection);
                Part beginning = new Part(process, 0);
                long boundaryNanos = watch.awaitTotal(firstRecords, process, age::look);
                long boundary = watch.seen();
                Part others = new Part(process, boundary);
                first = beginning.end(boundaryNanos, boundary);
                StatementTimes before = StatementTimes.of(connection, database);
                long endNanos = watch.awaitTotal(records, process, age::look);
                age.awaitEmpty();
                rest = others.end(endNanos, records);
                statements = StatementTimes.of(connection, database).sinceText(before, records - boundary);
                waitedMillisMost = age.mostMillis();
                return endNanos;
            }
        }

        Result result(Measure whole) {
            if (first == null || rest == null) {
                throw new IllegalStateException("the contender was not measured");
            }
            return new Result(first.withEnd(whole), rest.withEnd(whole), statements, waitedMillisMost);
        }
    }

    /** A part that is being measured. Its processor time counts until everything was sent, its rate until the last commit. */
    private final class Part {
        private final ProcessorTime processor;
        private final long beganNanos = System.nanoTime();
        private final long from;

        Part(ChildProcess process, long from) throws SQLException {
            this.from = from;
            this.processor = new ProcessorTime(drain.servers(), process.pid());
        }

        Measure end(long endNanos, long until) {
            long records = until - from;
            return new Measure(records, (endNanos - beganNanos) / 1e9, processor.contenderMicros(records),
                    processor.mysqlMicros(records), processor.contenderThreads(records), 0, null);
        }
    }
}
