package dev.accountrisk.engine;

import dev.accountrisk.engine.record.OutcomeCounts;
import dev.accountrisk.engine.record.Source;
import java.util.List;
import java.util.Set;

/** How the transaction of some slices ended, after all its reruns. */
sealed interface Ending {
    /** It is committed. The outcomes are in the order of the slices. */
    record Committed(List<OutcomeCounts> counts) implements Ending {}

    /** The answer to its commit was lost, and the positions say that it took effect. */
    record FoundCommitted(List<OutcomeCounts> counts) implements Ending {}

    /** Whether it is committed is not known, and MySQL does not answer. */
    record Unresolved(List<OutcomeCounts> pending, String cause) implements Ending {}

    /** Nothing is committed: another writer had moved the positions of these partitions. */
    record Fenced(Set<Source> lost) implements Ending {}

    /** Nothing is committed: the database refuses something of it. */
    record Refused(String cause) implements Ending {}

    /** Nothing of it can be committed now, or other workers committed some of it. */
    record Unavailable(String cause) implements Ending {}

    /** Nothing is committed: a person is needed. */
    record Stopped(String cause) implements Ending {}
}
