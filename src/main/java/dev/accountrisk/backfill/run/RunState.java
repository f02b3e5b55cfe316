package dev.accountrisk.backfill.run;

import java.util.Arrays;
import java.util.stream.Collectors;

/** The states of a run as they are stored. */
public enum RunState {
    /** A process works on it, or died. */
    RUNNING(false),
    /** A process was asked to end before the run's end. */
    STOPPED(false),
    /** A process failed. */
    FAILED(false),
    /** A later run took its shadow tables. */
    SUPERSEDED(true),
    /** A verification found no difference. */
    EQUAL(true),
    /** A verification found differences, or a rebuild found some and did not swap. */
    DIFFERENT(true),
    /** A repair or a rebuild did its work. */
    DONE(true);

    private final boolean ended;

    RunState(boolean ended) {
        this.ended = ended;
    }

    /** Whether the run is over. Its state does not change any more. */
    boolean isEnded() {
        return ended;
    }

    /** A list for SQL of the states in which a run can be resumed. */
    static String unfinished() {
        return Arrays.stream(values())
                .filter(state -> !state.ended)
                .map(state -> "'" + state + "'")
                .collect(Collectors.joining(", ", "(", ")"));
    }
}
