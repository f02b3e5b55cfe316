package dev.accountrisk.cli.backfill;

import dev.accountrisk.backfill.run.Progress;
import java.io.PrintStream;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import tools.jackson.databind.json.JsonMapper;

/** Shows the progress of a job: as a bar on a terminal, otherwise as a line of JSON every few seconds. */
final class ProgressLine implements AutoCloseable {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final int BAR_CHARACTERS = 30;
    private static final long LINE_EVERY_NANOS = TimeUnit.SECONDS.toNanos(5);

    private final PrintStream to;
    private final boolean terminal;
    private long lastNanos = Long.MIN_VALUE;

    ProgressLine(PrintStream to, boolean terminal) {
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
        return JSON.writeValueAsString(new Line("backfill", progress.run(),
                progress.mode().name().toLowerCase(Locale.ROOT), progress.phase(), progress.records(), progress.total(),
                Math.round(progress.recordsPerSecond()), secondsLeft(progress), progress.lag()));
    }

    /** One line of JSON, field by field. */
    private record Line(String job, long run, String mode, String phase, long records, long total, long perSecond,
            long secondsLeft, long liveLag) {}

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
