package dev.accountrisk.simulator;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * Decides whose turn it is. Every worker has a thread, and exactly one of them runs at a time. At each step the seed decides who
 * continues, who has waited too long for a lock, and when the server ends an abandoned transaction.
 */
final class Schedule implements Turns {
    private static final int STEPS_MAX = 200_000;

    private final SplittableRandom random;
    private final List<Fiber> fibers = new ArrayList<>();
    private final List<Runnable> leftBehind = new ArrayList<>();
    private final @Nullable List<String> trace;
    private final Thread starter = Thread.currentThread();
    private volatile @Nullable Fiber running;
    private volatile boolean over;
    private int steps;
    private long fingerprint = 1;

    /** Ends a run that does not end by itself. */
    static final class EndlessRun extends Error {
        EndlessRun() {
            super("still not done after " + STEPS_MAX + " steps", null, false, false);
        }
    }

    private static final class Fiber {
        final String name;
        final Runnable work;
        @Nullable
        Thread thread;
        @Nullable
        Condition awaited;
        boolean outOfTime;

        Fiber(String name, Runnable work) {
            this.name = name;
            this.work = work;
        }

        boolean canGoOn() {
            return awaited == null || awaited.holds();
        }
    }

    Schedule(SplittableRandom random, @Nullable List<String> trace) {
        this.random = random;
        this.trace = trace;
    }

    void add(String name, Runnable work) {
        fibers.add(new Fiber(name, work));
    }

    /** Runs all workers to their ends. */
    void run() {
        for (Fiber fiber : fibers) {
            fiber.thread = Thread.ofVirtual().unstarted(() -> {
                waitForTurn(fiber);
                fiber.work.run();
                fibers.remove(fiber);
                if (fibers.isEmpty()) {
                    over = true;
                    LockSupport.unpark(starter);
                } else {
                    giveTurnTo(choose());
                }
            });
        }
        List.copyOf(fibers).forEach(Schedule::start);
        giveTurnTo(choose());
        while (!over) {
            LockSupport.park(this);
        }
        while (!leftBehind.isEmpty()) {
            leftBehind.removeFirst().run();
        }
    }

    private static void start(Fiber fiber) {
        Thread thread = fiber.thread;
        if (thread != null) {
            thread.start();
        }
    }

    /** Something of interest happens; of one seed, always the same at the same step. */
    void note(String what) {
        Fiber now = running;
        fingerprint = 31 * fingerprint + what.hashCode();
        if (trace != null && trace.size() < STEPS_MAX) {
            trace.add(steps + " " + (now == null ? "-" : now.name) + ": " + what);
        }
    }

    /** The same for two runs that were the same. */
    long fingerprint() {
        return fingerprint;
    }

    /** Whether nobody else is at work. */
    boolean isLast() {
        return fibers.size() == 1;
    }

    /** The server will end a transaction whose client is gone. */
    void leaveBehind(Runnable end) {
        leftBehind.add(end);
    }

    @Override
    public void pass() {
        if (++steps > STEPS_MAX) {
            throw new EndlessRun();
        }
        Fiber me = runningNow();
        Fiber next = choose();
        if (next != me) {
            giveTurnTo(next);
            waitForTurn(me);
        }
    }

    @Override
    public boolean await(Condition condition) {
        Fiber me = runningNow();
        me.awaited = condition;
        me.outOfTime = false;
        pass();
        me.awaited = null;
        return !me.outOfTime;
    }

    private Fiber runningNow() {
        Fiber now = running;
        if (now == null) {
            throw new IllegalStateException("nobody runs");
        }
        return now;
    }

    private Fiber choose() {
        while (true) {
            if (!leftBehind.isEmpty() && random.nextInt(8) == 0) {
                leftBehind.remove(random.nextInt(leftBehind.size())).run();
            }
            Fiber drawn = fibers.get(random.nextInt(fibers.size()));
            if (drawn.canGoOn()) {
                fingerprint = 31 * fingerprint + drawn.name.hashCode();
                return drawn;
            }
            // a wait for a lock is long against everything else, but it ends
            if (random.nextInt(64) == 0) {
                drawn.outOfTime = true;
                return drawn;
            }
        }
    }

    private void giveTurnTo(Fiber fiber) {
        running = fiber;
        LockSupport.unpark(fiber.thread);
    }

    private void waitForTurn(Fiber me) {
        while (running != me) {
            LockSupport.park(this);
        }
    }
}
