package dev.accountrisk.backfill.run;

import dev.accountrisk.backfill.compare.Differences;
import dev.accountrisk.backfill.compare.TableComparison;
import dev.accountrisk.backfill.plan.Mode;
import dev.accountrisk.engine.record.OutcomeCounts;
import java.util.List;
import java.util.OptionalLong;

/** What a command came to. */
public sealed interface BackfillResult {
    /** What this process did. */
    Work work();

    /** The state in a word, as it is reported. */
    String state();

    /** Whether nothing is left to look at. */
    boolean isClean();

    /**
     * What a process did.
     *
     * @param run     the run's number; 0 if it was only planned
     * @param ranges  what it read
     * @param records how many records it read
     * @param notes   sentences for the operator, without their full stops
     */
    record Work(long run, Mode mode, List<ReadRange> ranges, long records, double seconds, List<String> notes) {
        /** Keeps copies. */
        public Work {
            ranges = List.copyOf(ranges);
            notes = List.copyOf(notes);
        }
    }

    /** A range of a partition. */
    record ReadRange(String partition, long from, long until) {}

    /** Nothing was done: what would be read, and how long it may take. */
    record Planned(Work work) implements BackfillResult {
        @Override
        public String state() {
            return "PLANNED";
        }

        @Override
        public boolean isClean() {
            return true;
        }
    }

    /** The job was asked to end before its end. */
    record Stopped(Work work) implements BackfillResult {
        @Override
        public String state() {
            return RunState.STOPPED.name();
        }

        @Override
        public boolean isClean() {
            return false;
        }
    }

    /** This process's partitions are done, and others are not. */
    record ShardDone(Work work, Differences differences) implements BackfillResult {
        @Override
        public String state() {
            return "SHARD_DONE";
        }

        @Override
        public boolean isClean() {
            return differences.count() == 0;
        }
    }

    /** The run had ended before this process began. */
    record AlreadyEnded(Work work, RunState ended, long differences) implements BackfillResult {
        @Override
        public String state() {
            return ended.name();
        }

        @Override
        public boolean isClean() {
            return differences == 0 && ended != RunState.DIFFERENT;
        }
    }

    /** A verification came to its end. */
    record Verified(Work work, List<TableComparison> tables, Differences differences) implements BackfillResult {
        /** Keeps a copy. */
        public Verified {
            tables = List.copyOf(tables);
        }

        @Override
        public String state() {
            return (differences.count() == 0 ? RunState.EQUAL : RunState.DIFFERENT).name();
        }

        @Override
        public boolean isClean() {
            return differences.count() == 0;
        }
    }

    /** A repair came to its end. */
    record Repaired(Work work, OutcomeCounts outcomes) implements BackfillResult {
        @Override
        public String state() {
            return RunState.DONE.name();
        }

        @Override
        public boolean isClean() {
            return true;
        }
    }

    /**
     * A rebuild came to its end.
     *
     * @param swapped    whether the rebuilt tables replaced the live ones
     * @param heldMicros how long the workers were held, if that is known
     */
    record Rebuilt(Work work, boolean swapped, List<TableComparison> tables, Differences differences,
            OptionalLong heldMicros) implements BackfillResult {
        /** Keeps a copy. */
        public Rebuilt {
            tables = List.copyOf(tables);
        }

        @Override
        public String state() {
            return (swapped ? RunState.DONE : RunState.DIFFERENT).name();
        }

        @Override
        public boolean isClean() {
            return swapped && differences.count() == 0;
        }
    }
}
