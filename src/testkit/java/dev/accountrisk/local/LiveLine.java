package dev.accountrisk.local;

import java.io.PrintStream;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Shows what the worker does at every moment: in one line that is redrawn on a terminal, otherwise line by line. */
final class LiveLine implements AutoCloseable {

    private static final Duration ON_TERMINAL = Duration.ofMillis(500);
    private static final Duration ELSEWHERE = Duration.ofSeconds(5);
    private static final double NANOS_PER_SECOND = 1e9;

    private final WorkerView view;
    private final Feed feed;
    private final PrintStream out;
    private final boolean terminal;
    private final @Nullable ParkedLines parked;
    private final ScheduledExecutorService timer = Executors
            .newSingleThreadScheduledExecutor(Thread.ofPlatform().daemon().name("live-line").factory());
    private WorkerView.@Nullable Snapshot last;
    private long lastNanos;

    /** @param parked names what is parked, or null */
    LiveLine(WorkerView view, Feed feed, PrintStream out, boolean terminal, @Nullable ParkedLines parked) {
        this.parked = parked;
        this.view = view;
        this.feed = feed;
        this.out = out;
        this.terminal = terminal;
    }

    void start() {
        long periodMillis = (terminal ? ON_TERMINAL : ELSEWHERE).toMillis();
        var _ = timer.scheduleWithFixedDelay(this::print, periodMillis, periodMillis, TimeUnit.MILLISECONDS);
    }

    /** Ends with the last state, on a line that stays. */
    @Override
    public void close() {
        timer.shutdownNow();
        print();
        if (terminal) {
            out.println();
        }
    }

    private synchronized void print() {
        String line;
        try {
            line = line();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return;
        } catch (Exception e) {
            line = "not to be seen just now: " + e.getMessage();
        }
        if (terminal) {
            // cut off at the terminal's edge, not wrapped; and the cursor is back at the start, for other log lines
            out.printf("\033[?7l\033[K%s\033[?7h\r", line);
            out.flush();
        } else {
            out.println(line);
        }
    }

    private String line() throws Exception {
        long nowNanos = System.nanoTime();
        WorkerView.Snapshot seen = view.look();
        if (parked != null) {
            parked.print();
        }
        double perSecond = last == null
                ? 0
                : (seen.consumed() - last.consumed()) * NANOS_PER_SECOND / (nowNanos - lastNanos);
        last = seen;
        lastNanos = nowNanos;
        return format(feed.sent(), seen, Math.round(perSecond)) + (feed.isDone() ? " | all sent" : "");
    }

    static String format(long sent, WorkerView.Snapshot seen, long perSecond) {
        return String.format(Locale.ROOT,
                "%,d consumed: %,d applied %,d stale %,d duplicate %,d refused %,d parked%s | %,d + %,d rows | lag %,d | %,d/s"
                        + " | %,d sent",
                seen.consumed(), seen.of("applied"), seen.of("stale"), seen.of("duplicate"), seen.of("refused"),
                seen.of("parked"), seen.of("ignored") == 0 ? "" : " " + seen.of("ignored") + " ignored",
                seen.riskRows(), seen.balanceRows(), seen.lag(), perSecond, sent);
    }
}
