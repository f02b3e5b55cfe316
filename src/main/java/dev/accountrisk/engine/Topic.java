package dev.accountrisk.engine;

import dev.accountrisk.account.Entry;
import dev.accountrisk.engine.check.AccountChecks;
import dev.accountrisk.engine.check.CheckContext;
import dev.accountrisk.engine.release.ReleaseStep;
import dev.accountrisk.outbox.Outbox;
import dev.accountrisk.wire.RecordDecoder;
import java.util.List;
import java.util.Optional;

/**
 * A topic of this worker: everything in which one topic differs from another. Each feature room implements it once. The engine,
 * the live consumer and the jobs work on topics and know none by name.
 *
 * @param <E> what a valid record of the topic becomes
 */
public interface Topic<E extends Entry> {
    /** The topic's name at the broker. */
    String name();

    /** How many records of a partition may wait for one transaction. One poll may add its records on top. */
    int waitingRecordsMax();

    /** Decodes records as the live consumer does. */
    RecordDecoder<E> decoder();

    /** Decodes records that an operator released: their time is not compared with the record's timestamp. */
    RecordDecoder<E> releasedDecoder();

    /** The digest of how the decoders read, by a mapping or from other values; empty if records have the contract's own form. */
    default Optional<String> mapping() {
        return Optional.empty();
    }

    /** The policy that the effects of records depend on, as a run records it; empty if they depend on the records alone. */
    default Optional<String> policy() {
        return Optional.empty();
    }

    /** Opens the step that applies the slices of one partition. */
    SliceStep<E> openStep(StepContext context);

    /** Makes the step that releases parked records of this topic. */
    ReleaseStep<E> releaseStep(Outbox outbox);

    /** Makes the check that looks for the effects of this topic's records. */
    EffectCheck<E> effectCheck();

    /** Opens the checks of the rows that this topic fills, for one run of the search for drift. */
    AccountChecks<E> openChecks(CheckContext context);

    /** The tables that this topic fills. */
    TopicTables tables();

    /** The kinds of names that this topic's records claim. A replay takes from the live tables who owns them. */
    List<UniqueNames<E>> uniqueNames();

    /**
     * Why the journal does not tell where an entry belongs among the others of its account; empty if it does. Beside such an entry
     * a replay refuses an account whose other entries are in another partition.
     */
    Optional<String> unknownOrder(E entry);
}
