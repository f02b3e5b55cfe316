package dev.accountrisk.faults;

import dev.accountrisk.acceptance.Pause;
import dev.accountrisk.acceptance.Scenario;
import dev.accountrisk.model.LoadRecord;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.function.Consumer;

/** Sends a load at a steady rate until the round ends, and catches up after the broker was unavailable. */
final class PacedLoad implements Callable<Void> {
    private static final int BURST = 20;

    private final Scenario scenario;
    private final Consumer<Consumer<LoadRecord>> load;
    private final double nanosPerRecord;
    private final RoundEnd end;
    private long startNanos;
    private long handedOut;
    private boolean isOver;

    PacedLoad(Scenario scenario, Consumer<Consumer<LoadRecord>> load, int recordsPerSecond, RoundEnd end) {
        this.scenario = scenario;
        this.load = load;
        this.nanosPerRecord = 1e9 / recordsPerSecond;
        this.end = end;
    }

    @Override
    public Void call() {
        startNanos = System.nanoTime();
        scenario.send(sender -> load.accept(record -> {
            if (isOver) {
                return;
            }
            if (handedOut++ % BURST == 0) {
                long due = startNanos + (long) (handedOut * nanosPerRecord);
                Pause.exactly(Duration.ofNanos(Math.max(0, due - System.nanoTime())));
                isOver = end.isReached();
            }
            sender.accept(record);
        }));
        return null;
    }
}
