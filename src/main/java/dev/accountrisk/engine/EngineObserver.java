package dev.accountrisk.engine;

import java.util.List;

/** Is told what the engine does, as it does it. */
public interface EngineObserver {
    /** Wants to know nothing. */
    EngineObserver NONE = new EngineObserver() {
    };

    /** One that tells all of these, in their order. */
    static EngineObserver all(List<EngineObserver> observers) {
        return observers.size() == 1 ? observers.getFirst() : new EngineObservers(observers);
    }

    /** A step of a batch is done and took this long. */
    default void stepped(EngineStep step, long nanos) {}

    /** A batch of so many records is dealt with, one way or another, and took this long. */
    default void finished(int records, long nanos) {}

    /** A transaction was rolled back and is run again; cause is one of a few words. */
    default void rerun(String cause) {}

    /** A batch was split in half, to find the record that the database refuses. */
    default void split() {}

    /** A batch found its position moved by another writer. */
    default void fenced() {}
}
