package dev.accountrisk.app;

import dev.accountrisk.commands.HoldExpiry;
import dev.accountrisk.outbox.OutboxRelay;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.producer.Producer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Runs the rounds of what leaves the worker (the outbox, the expiry of holds), each on a thread of its own. */
final class RelayLoop implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(RelayLoop.class);
    private static final long STOP_MILLIS_MAX = 5_000;
    private static final long PAUSE_AFTER_FAILURE_MILLIS = 1_000;

    private final List<Thread> threads;
    private final Producer<?, ?> producer;

    /** A job of bounded rounds. */
    private interface Round {
        /** Runs one; answers how long to pause before the next. */
        long runAndPauseMillis() throws InterruptedException;
    }

    /** @param producer what both send with; closed with this */
    RelayLoop(OutboxRelay relay, HoldExpiry expiry, Producer<?, ?> producer) {
        this.producer = producer;
        this.threads = List.of(
                thread("outbox-relay", () -> pauseMillis(relay.runOnce()), relay::close),
                thread("hold-expiry", () -> expiry.runOnce() > 0 ? 100 : 1_000, expiry::close));
    }

    void start() {
        threads.forEach(Thread::start);
    }

    private static Thread thread(String name, Round round, Runnable atEnd) {
        return Thread.ofPlatform().name(name).unstarted(() -> {
            try {
                while (!Thread.currentThread().isInterrupted()) {
                    TimeUnit.MILLISECONDS.sleep(pauseMillis(name, round));
                }
            } catch (InterruptedException stopped) {
                Thread.currentThread().interrupt();
            } finally {
                atEnd.run();
            }
        });
    }

    /** What nobody foresaw is told and tried again: without the thread nothing would leave any more, in silence. */
    private static long pauseMillis(String name, Round round) throws InterruptedException {
        try {
            return round.runAndPauseMillis();
        } catch (RuntimeException bug) {
            LOG.error("{} failed in a way that nobody foresaw, and is tried again", name, bug);
            return PAUSE_AFTER_FAILURE_MILLIS;
        }
    }

    private static long pauseMillis(OutboxRelay.Round round) {
        return switch (round) {
            case SENT -> 0;
            case EMPTY -> 50;
            case NOT_MINE, FAILED -> PAUSE_AFTER_FAILURE_MILLIS;
        };
    }

    @Override
    public void close() {
        if (threads.getFirst().getState() == Thread.State.NEW) {
            // never started: the producer may not even exist
            return;
        }
        threads.forEach(Thread::interrupt);
        try {
            for (Thread thread : threads) {
                thread.join(STOP_MILLIS_MAX);
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
        // what was not acknowledged stands in the outbox
        producer.close(Duration.ZERO);
    }
}
