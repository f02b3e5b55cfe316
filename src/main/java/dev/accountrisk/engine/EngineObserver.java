package dev.accountrisk.engine;

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
}
