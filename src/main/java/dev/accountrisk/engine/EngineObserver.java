package dev.accountrisk.engine;

import dev.accountrisk.engine.record.Source;
import java.util.List;

/** Observes what the engine does. */
public interface EngineObserver {
    /** Ignores everything. */
    EngineObserver NONE = new EngineObserver() {
    };

    /** An observer that passes everything on to all of these, in their order. */
    static EngineObserver all(List<EngineObserver> observers) {
        return observers.size() == 1 ? observers.getFirst() : new EngineObservers(observers);
    }

    /** A step of a batch is done, and took this long. */
    default void stepped(EngineStep step, long nanos) {}

    /** A slice with this number of records is finished, with whatever result, and took this long. */
    default void finished(int records, long nanos) {}

    /** A transaction was rolled back and runs again; the cause is one of a few fixed words. */
    default void rerun(String cause) {}

    /** A slice was halved to find the record that the database refuses. */
    default void split() {}

    /** Another writer had moved the position of a slice. */
    default void fenced() {}

    /** A slice with this number of records is committed. */
    default void committed(Source source, int records, SliceStep.Plan plan) {}

    /**
     * A transaction of a slice was rolled back, or its commit had no answer.
     *
     * @param records how many the slice has
     */
    default void failed(Source source, int records, SliceStep.Plan plan, Failure failure) {}

    /** Why a transaction did not commit. */
    enum Failure {
        /** The position was not where the slice begins. */
        FENCED,
        /** Two transactions waited for each other. */
        DEADLOCK,
        /** Another transaction held a row for too long. */
        LOCK_WAIT,
        /** Another transaction changed the same rows first. */
        CONFLICT,
        /** The database refuses a record of the slice. */
        REFUSED,
        /** Whether the commit took effect was not known at first. */
        COMMIT_UNKNOWN;

        /** Whether the same work runs again. */
        public boolean reruns() {
            return this == DEADLOCK || this == LOCK_WAIT || this == CONFLICT;
        }

        /** The failure for a cause that {@link #rerun} gets. */
        static Failure ofRerun(String cause) {
            return switch (cause) {
                case "deadlock" -> DEADLOCK;
                case "lock-wait-timeout" -> LOCK_WAIT;
                default -> CONFLICT;
            };
        }
    }
}
