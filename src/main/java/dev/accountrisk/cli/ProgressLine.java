package dev.accountrisk.cli;

import dev.accountrisk.backfill.Progress;
import java.io.PrintWriter;
import java.util.Locale;
import java.util.concurrent.TimeUnit;

/** Shows how far a job is: as a bar that is drawn over itself on a terminal, else as a line of JSON every few seconds. */
final class ProgressLine implements AutoCloseable {
    private static final int BAR_CHARACTERS = 30;
    private static final long LINE_EVERY_NANOS = TimeUnit.SECONDS.toNanos(5);

    private final PrintWriter to;
    private final boolean terminal;
    private long lastNanos = Long.MIN_VALUE;

    ProgressLine(PrintWriter to, boolean terminal) {
        this.to = to;
        this.terminal = terminal;
    }

    synchronized void show(Progress progress) {
        long nowNanos = System.nanoTime();
        if (terminal) {
            to.print("\r" + bar(progress));
        } else if (lastNanos == Long.MIN_VALUE || nowNanos - lastNanos >= LINE_EVERY_NANOS) {
            lastNanos = nowNanos;
            to.println(line(progress));
        }
        to.flush();
    }

    static String bar(Progress progress) {
        int done = (int) (BAR_CHARACTERS * share(progress));
        return String.format(Locale.ROOT, "%-8s [%s%s] %3d %%  %,d of %,d  %,.0f/s  %d s left  live lag %s ",
                progress.phase(), "=".repeat(done), " ".repeat(BAR_CHARACTERS - done),
                (int) (100 * share(progress)), progress.records(), progress.total(), progress.recordsPerSecond(),
                secondsLeft(progress), progress.lag() < 0 ? "unknown" : progress.lag());
    }

    static String line(Progress progress) {
        return String.format(Locale.ROOT, "{\"job\":\"backfill\",\"run\":%d,\"mode\":\"%s\",\"phase\":\"%s\","
                + "\"records\":%d,\"total\":%d,\"perSecond\":%.0f,\"secondsLeft\":%d,\"liveLag\":%d}", progress.run(),
                progress.mode().name().toLowerCase(Locale.ROOT), progress.phase(), progress.records(),
                progress.total(), progress.recordsPerSecond(), secondsLeft(progress), progress.lag());
    }

    private static double share(Progress progress) {
        return progress.total() == 0 ? 1 : (double) progress.records() / progress.total();
    }

    private static long secondsLeft(Progress progress) {
        return progress.recordsPerSecond() < 1
                ? 0
                : (long) ((progress.total() - progress.records()) / progress.recordsPerSecond());
    }

    @Override
    public synchronized void close() {
        if (terminal) {
            to.println();
            to.flush();
        }
    }
}
