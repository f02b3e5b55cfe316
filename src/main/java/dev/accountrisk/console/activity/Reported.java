package dev.accountrisk.console.activity;

import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What all workers say together that report now. Pure code. */
record Reported(List<WorkerActivity> workers) {
    private static final long SECONDS_PER_MINUTE = 60;

    /** The reports of those that say. */
    List<Activity> known() {
        return workers.stream().map(WorkerActivity::activity).filter(Objects::nonNull).toList();
    }

    /** The workers that do not say: what happens in them is unknown. */
    List<String> unknownAt() {
        return workers.stream().filter(worker -> worker.activity() == null).map(WorkerActivity::host).toList();
    }

    /** How long ago the longest of the workers' minutes began, or null if none says. */
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
