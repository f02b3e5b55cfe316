package dev.accountrisk.ops;

import dev.accountrisk.outbox.OutboxRelay;
import java.util.concurrent.TimeUnit;

/** Runs the relay's rounds, one after another, on a thread of its own. */
final class RelayLoop implements AutoCloseable {
    private static final long STOP_MILLIS_MAX = 5_000;

    private final OutboxRelay relay;
    private final Thread thread = Thread.ofPlatform().name("outbox-relay").unstarted(this::run);

    RelayLoop(OutboxRelay relay) {
        this.relay = relay;
    }

    void start() {
        thread.start();
    }

    private void run() {
        try {
            while (!Thread.currentThread().isInterrupted()) {
                TimeUnit.MILLISECONDS.sleep(pauseMillis(relay.runOnce()));
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        } finally {
            relay.close();
        }
    }

    private static long pauseMillis(OutboxRelay.Round round) {
        return switch (round) {
            case SENT -> 0;
            case EMPTY -> 50;
            case NOT_MINE, FAILED -> 1_000;
        };
    }

    @Override
    public void close() {
        thread.interrupt();
        try {
            thread.join(STOP_MILLIS_MAX);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
