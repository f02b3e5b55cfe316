package dev.accountrisk.apply;

import dev.accountrisk.account.Command;
import dev.accountrisk.account.RiskPolicy;
import dev.accountrisk.account.RiskUpdate;
import dev.accountrisk.database.Transactions;
import dev.accountrisk.outbox.Outbox;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/** The room's front door: makes the engine of a partition. */
public final class Engines {
    private final ApplySettings settings;
    private final Transactions transactions;
    private final AccountLocks locks;
    private final Supplier<RiskPolicy> policy;
    private final EngineObserver observer;
    private final RerunPolicy reruns;
    private final Outbox outbox;
    private final AtomicInteger openPartitions = new AtomicInteger();

    /**
     * Makes the door.
     *
     * @param policy answers the risk policy in force; asked once a batch
     */
    public Engines(ApplySettings settings, Transactions transactions, AccountLocks locks, Supplier<RiskPolicy> policy,
            EngineObserver observer) {
        this(settings, transactions, locks, policy, observer, new RerunPolicy(), new Outbox());
    }

    /** The same, with an outbox that knows which trace a batch belongs to. */
    public Engines(ApplySettings settings, Transactions transactions, AccountLocks locks, Supplier<RiskPolicy> policy,
            EngineObserver observer, Outbox outbox) {
        this(settings, transactions, locks, policy, observer, new RerunPolicy(), outbox);
    }

    /**
     * Makes the door of engines that build tables beside the live ones: the same rules, and nobody hears of it.
     *
     * @param shadow where the tables are that are built
     */
    public Engines silentlyOn(Transactions shadow) {
        return new Engines(settings, shadow, AccountLocks.NONE, policy, EngineObserver.NONE, reruns, Outbox.SILENT);
    }

    Engines(ApplySettings settings, Transactions transactions, AccountLocks locks, Supplier<RiskPolicy> policy,
            EngineObserver observer, RerunPolicy reruns) {
        this(settings, transactions, locks, policy, observer, reruns, new Outbox());
    }

    private Engines(ApplySettings settings, Transactions transactions, AccountLocks locks, Supplier<RiskPolicy> policy,
            EngineObserver observer, RerunPolicy reruns, Outbox outbox) {
        this.settings = settings;
        this.transactions = transactions;
        this.locks = locks;
        this.policy = policy;
        this.observer = observer;
        this.reruns = reruns;
        this.outbox = outbox;
    }

    /** Where partitions stand. */
    public Positions positions() {
        return new Positions(transactions);
    }

    /** Makes the engine for a partition of risk updates. Belongs to the partition's thread. */
    public Engine<RiskUpdate> riskEngine() {
        StepClock clock = new StepClock(observer);
        openPartitions.incrementAndGet();
        RememberedStates remembered = new RememberedStates(
                () -> settings.rememberedAccountsMax() / Math.max(1, openPartitions.get()));
        return engine(new RiskStep(settings, policy, outbox, remembered, clock), new PositionFence(), clock);
    }

    /** Makes the engine for a partition of commands. Belongs to the partition's thread. */
    public Engine<Command> commandEngine() {
        StepClock clock = new StepClock(observer);
        return engine(new CommandStep(outbox, settings.holdBack(), clock), new PositionFence(), clock);
    }

    /** An engine of risk updates is not used any more. */
    public void riskEngineClosed() {
        openPartitions.decrementAndGet();
    }

    /** Makes an engine of risk updates whose progress is not the live position: for records that are read once more. */
    public Engine<RiskUpdate> riskEngine(Fence fence) {
        StepClock clock = new StepClock(observer);
        return engine(new RiskStep(settings, policy, outbox, new RememberedStates(() -> 0), clock), fence, clock);
    }

    /** The same for commands. */
    public Engine<Command> commandEngine(Fence fence) {
        StepClock clock = new StepClock(observer);
        return engine(new CommandStep(outbox, settings.holdBack(), clock), fence, clock);
    }

    /** The way out for what is parked. Belongs to one thread. */
    public Releases releases(String riskUpdatesTopic, String commandsTopic) {
        StepClock clock = new StepClock(EngineObserver.NONE);
        RiskStep risk = new RiskStep(settings, policy, outbox, new RememberedStates(() -> 0), clock);
        CommandRelease commands = new CommandRelease(commandsTopic, new CommandStores(outbox), settings.holdBack());
        return new Releases(transactions, locks, commands, new RiskRelease(riskUpdatesTopic, risk), observer);
    }

    private <T> Engine<T> engine(BatchStep<T> step, Fence fence, StepClock clock) {
        return new Engine<>(step, fence, locks, transactions, reruns, observer, clock);
    }
}
