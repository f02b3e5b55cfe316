package dev.accountrisk.console.activity;

import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The activity of all workers that report now, put together. Pure code. */
record Reported(List<WorkerActivity> workers) {
    private static final long SECONDS_PER_MINUTE = 60;

    /** The activities that are known. */
    List<Activity> known() {
        return workers.stream().map(WorkerActivity::activity).filter(Objects::nonNull).toList();
    }

    /** Why nothing is known, where no report has an activity. */
    String whyUnknown() {
        return workers.isEmpty() ? "no worker reports." : "the workers' version does not report it.";
    }

    /** The workers whose version does not report it: what happens in them is unknown. */
    List<String> unknownAt() {
        return workers.stream().filter(worker -> worker.activity() == null).map(WorkerActivity::host).toList();
    }

    /** How many seconds the reports go back, at most; null if nothing is known. */
    @Nullable
    Long windowSeconds() {
        List<Activity> known = known();
        return known.isEmpty() ? null : known.stream().mapToLong(Activity::windowSeconds).max().orElse(0);
    }

    /** The same in words. */
    String window() {
        Long seconds = windowSeconds();
        if (seconds == null) {
            return "minutes";
        }
        return seconds < 2 * SECONDS_PER_MINUTE ? seconds + " s" : seconds / SECONDS_PER_MINUTE + " min";
    }
}
