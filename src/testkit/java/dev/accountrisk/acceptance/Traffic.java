package dev.accountrisk.acceptance;

import dev.accountrisk.model.CommandLoad;
import dev.accountrisk.model.LoadRecord;
import dev.accountrisk.model.OwnReferences;
import dev.accountrisk.model.RiskLoad;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;

/** Sends updates, additions and commands at a steady rate until it is closed, so that the workers' transactions stay small. */
final class Traffic implements AutoCloseable {
    private static final int BURST = 5;
    private static final int ACCOUNTS = 400;
    private static final double ADDITIONS = 0.3;

    private final Scenario scenario;
    private final double nanosPerRecord;
    private final List<Background> senders;
    private volatile boolean ended;

    private Traffic(Scenario scenario, int recordsPerSecond, long startMillis) {
        this.scenario = scenario;
        // two senders
        this.nanosPerRecord = 2e9 / recordsPerSecond;
        int round = scenario.nextRound();
        this.senders = List.of(
                send(RiskLoad.usual(scenario.topics().riskUpdates(), round, Integer.MAX_VALUE, ACCOUNTS, startMillis)
                        .adding(ADDITIONS)::forEach),
                send(CommandLoad.usual(scenario.topics().commands(), round, Integer.MAX_VALUE, ACCOUNTS,
                        startMillis)::forEach));
    }

    /**
     * Begins to send.
     *
     * @param startMillis the time of the first record
     */
    static Traffic start(Scenario scenario, int recordsPerSecond, long startMillis) {
        return new Traffic(scenario, recordsPerSecond, startMillis);
    }

    private Background send(Consumer<Consumer<LoadRecord>> load) {
        return Background.run(() -> scenario.send(sender -> {
            try {
                load.accept(new Paced(sender));
            } catch (Ended now) {
                // the loads have no end of their own
            }
        }));
    }

    @Override
    public void close() {
        ended = true;
        senders.forEach(Background::close);
    }

    /** Hands on a few records at a time. */
    private final class Paced implements Consumer<LoadRecord> {
        private final Consumer<LoadRecord> sender;
        private final long startNanos = System.nanoTime();
        private long sent;

        Paced(Consumer<LoadRecord> sender) {
            this.sender = sender;
        }

        @Override
        public void accept(LoadRecord record) {
            if (sent++ % BURST == 0) {
                long due = startNanos + (long) (sent * nanosPerRecord);
                Pause.exactly(Duration.ofNanos(Math.max(0, due - System.nanoTime())));
                if (ended) {
                    throw new Ended();
                }
            }
            sender.accept(OwnReferences.in(record));
        }
    }

    private static final class Ended extends RuntimeException {
        Ended() {
            super(null, null, false, false);
        }
    }
}
