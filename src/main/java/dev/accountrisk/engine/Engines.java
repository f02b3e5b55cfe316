package dev.accountrisk.engine;

import dev.accountrisk.account.Entry;
import dev.accountrisk.database.Installation;
import dev.accountrisk.database.Transactions;
import dev.accountrisk.engine.position.Fence;
import dev.accountrisk.engine.position.PositionFence;
import dev.accountrisk.engine.position.Positions;
import dev.accountrisk.engine.position.SharedFence;
import dev.accountrisk.engine.record.Source;
import dev.accountrisk.outbox.Outbox;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The front door of the engine's room: opens engines on one database. */
public final class Engines {
    private final Transactions transactions;
    private final AccountLocks locks;
    private final EngineObserver observer;
    private final RerunPolicy reruns;
    private final Outbox outbox;
    private final Installation installation;
    private final SliceTransaction transaction;

    /** Opens engines that write the live tables and append their events to the outbox. */
    public Engines(Transactions transactions, AccountLocks locks, EngineObserver observer, Outbox outbox,
            Installation installation) {
        this(transactions, locks, observer, new RerunPolicy(), outbox, installation);
    }

    Engines(Transactions transactions, AccountLocks locks, EngineObserver observer, RerunPolicy reruns, Outbox outbox,
            Installation installation) {
        this(transactions, locks, observer, reruns, outbox, installation, new SharedFence());
    }

    Engines(Transactions transactions, AccountLocks locks, EngineObserver observer, RerunPolicy reruns, Outbox outbox,
            Installation installation, SharedFence sharedFence) {
        this.transaction = new SliceTransaction(locks, transactions, sharedFence, reruns, observer);
        this.installation = installation;
        this.transactions = transactions;
        this.locks = locks;
        this.observer = observer;
        this.reruns = reruns;
        this.outbox = outbox;
    }

    /**
     * Engines that build tables next to the live ones: the same rules, but no locks and no events.
     *
     * @param shadow the database of those tables
     */
    public Engines silentlyOn(Transactions shadow) {
        return new Engines(shadow, AccountLocks.NONE, EngineObserver.NONE, reruns, Outbox.SILENT,
                new Installation());
    }

    /** The positions of partitions. */
    public Positions positions() {
        return new Positions(transactions, installation);
    }

    /** Opens the engine of a partition whose progress is its position in {@code consumer_position}. */
    public <E extends Entry> Engine<E> open(Topic<E> topic) {
        return open(topic, new PositionFence(), true);
    }

    /** Opens an engine for records that are read again. Another fence keeps its progress. */
    public <E extends Entry> Engine<E> open(Topic<E> topic, Fence fence) {
        return open(topic, fence, false);
    }

    private <E extends Entry> Engine<E> open(Topic<E> topic, Fence fence, boolean remembers) {
        StepClock clock = new StepClock(observer);
        return new Engine<>(topic.openStep(new StepContext(outbox, clock, remembers)), fence, transaction, observer,
                clock);
    }

    /**
     * Applies slices of several partitions of one topic, in one transaction where that works.
     *
     * @param slices each of another partition, with the engine that {@link #open(Topic)} opened for it
     * @return the result of each slice. Whatever happens, the committed records of a slice are a prefix of it
     */
    public <E extends Entry> Map<Source, ApplyResult> applyTogether(List<PartitionSlice<E>> slices) {
        StepClock clock = slices.getFirst().engine().clock();
        long startNanos = clock.nanoTime();
        Map<Source, ApplyResult> results = new SharedApplication<E>(transaction, observer).apply(slices);
        observer.finished(slices.stream().mapToInt(each -> each.slice().records().size()).sum(),
                clock.nanoTime() - startNanos);
        return results;
    }

    SliceTransaction transaction() {
        return transaction;
    }

    /** The trace that the calling thread works for, as the W3C header spells it; null if there is none. */
    public @Nullable String traceParent() {
        return outbox.traceParent();
    }

    /** Opens what releases and drops parked records of a topic. Belongs to one thread. */
    public <E extends Entry> Releases<E> releases(Topic<E> topic) {
        return new Releases<>(topic.releaseStep(outbox), transactions, locks, reruns, observer);
    }
}
