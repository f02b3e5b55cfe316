package dev.accountrisk.actions;

import dev.accountrisk.actions.ActionKind.Queue;
import dev.accountrisk.broker.BrokerException;
import dev.accountrisk.database.Causes;
import dev.accountrisk.database.SqlFault;
import dev.accountrisk.database.Transactions;
import dev.accountrisk.job.StopSignal;
import dev.accountrisk.parking.ParkedRecords;
import dev.accountrisk.positions.PositionActions;
import dev.accountrisk.positions.PositionRefusedException;
import dev.accountrisk.redrive.Redrive;
import dev.accountrisk.redrive.WhatIf;
import java.sql.SQLException;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Carries out what operators ask for, one action after another. If the worker dies, the lease of its action runs out, and another
 * worker ends what it began.
 */
public final class ActionRunner {
    private static final Logger LOG = LoggerFactory.getLogger(ActionRunner.class);
    /** An action that ends every worker that takes it must not end all of them for ever. */
    static final int TAKEOVERS_MAX = 3;

    private final ActionStore store;
    private final Work work;
    private final AtomicReference<@Nullable StopSignal> current = new AtomicReference<>();
    private volatile boolean stopped;
    private long lastId;

    ActionRunner(ActionStore store, Work work) {
        this.store = store;
        this.work = work;
    }

    /**
     * Releases and drops parked records.
     *
     * @param worker names this process for people
     */
    public static ActionRunner onRecords(Transactions transactions, String worker, Supplier<Redrive> redrive,
            Supplier<ParkedRecords> parked) {
        return new ActionRunner(new ActionStore(transactions, ActionKind.of(Queue.RECORDS), worker),
                new RecordWork(redrive, parked));
    }

    /**
     * Looks at what a release would do.
     *
     * @param worker names this process for people
     */
    public static ActionRunner onPreviews(Transactions transactions, String worker, Supplier<WhatIf> whatIf) {
        return new ActionRunner(new ActionStore(transactions, ActionKind.of(Queue.PREVIEWS), worker),
                new PreviewWork(whatIf));
    }

    /**
     * Changes positions, and what is paused.
     *
     * @param worker names this process for people
     */
    public static ActionRunner onPositions(Transactions transactions, String worker,
            Supplier<PositionActions> positions) {
        ActionStore store = new ActionStore(transactions, ActionKind.of(Queue.POSITIONS), worker);
        return new ActionRunner(store, new PositionWork(store, positions));
    }

    /**
     * Takes the oldest open action, if there is one and no other worker has it, and carries it out.
     *
     * @return whether there was one, and it is not to be tried again
     */
    public boolean runOnce() throws SQLException {
        if (stopped) {
            return false;
        }
        Optional<OperatorAction> taken = store.take();
        if (taken.isEmpty()) {
            return false;
        }
        OperatorAction action = taken.get();
        StopSignal stop = new StopSignal();
        current.set(stop);
        if (stopped) {
            stop.stop();
        }
        boolean first = action.id() != lastId;
        lastId = action.id();
        if (first) {
            LOG.info("action {} begins: {}", action.id(), action.kind());
        }
        ActionEnd end;
        try (Lease lease = Lease.keep(store, work, action, stop)) {
            end = ended(carryOut(action, stop), lease);
        } finally {
            current.set(null);
        }
        store.end(action, end);
        if (first || end.state() != ActionState.WAITING) {
            LOG.info("action {} is {}", action.id(), end.state());
        }
        return end.state() != ActionState.WAITING;
    }

    /** Ends the current action after its current step; another worker continues it. No further one is taken. */
    public void stop() {
        stopped = true;
        StopSignal running = current.get();
        if (running != null) {
            running.stop();
        }
    }

    /** Work that was told to end was told so by somebody who cancelled it, or because this worker ends or has lost the action. */
    private ActionEnd ended(ActionEnd end, Lease lease) {
        if (end.state() != ActionState.STOPPED) {
            return end;
        }
        if (lease.isCancelled()) {
            return new ActionEnd(ActionState.CANCELLED, end.text(), end.left());
        }
        if (stopped || lease.isLost()) {
            return ActionEnd.later(end.text());
        }
        return end;
    }

    private ActionEnd carryOut(OperatorAction action, StopSignal stop) {
        if (action.cancelled()) {
            return new ActionEnd(ActionState.CANCELLED, "It was cancelled while no worker had it.", null);
        }
        if (action.unconfirmed()) {
            return new ActionEnd(ActionState.CANCELLED, "Nobody else confirmed it in time: nothing was done.", null);
        }
        if (action.takeovers() >= TAKEOVERS_MAX) {
            return ActionEnd.failed("The workers that carried it out ended without a word, " + action.takeovers()
                    + " times and without progress: look at their logs. What was done stays done.");
        }
        try {
            return work.carryOut(action, stop);
        } catch (PositionRefusedException refused) {
            return ActionEnd.failed("It was refused, and nothing was changed: "
                    + String.valueOf(refused.getMessage()).replaceFirst("^--[a-z-]+: ", ""));
        } catch (BrokerException noAnswer) {
            return ActionEnd.failed("Kafka did not answer, and nothing was changed: " + Causes.innermost(noAnswer));
        } catch (Exception failure) {
            return failed(action, failure);
        }
    }

    /** After a fault of the database the action waits, and is tried again. A fault that a person must mend ends it. */
    private static ActionEnd failed(OperatorAction action, Exception failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException fault) {
                String text = Causes.innermost(failure);
                return SqlFault.of(fault) == SqlFault.STOP
                        ? ActionEnd.failed("MySQL refuses it: " + text
                                + ". What was done stays done. If a right is missing, run grants.sql.")
                        : ActionEnd.later("It is tried again: " + text);
            }
        }
        LOG.error("action {} failed unexpectedly", action.id(), failure);
        return ActionEnd.failed("It failed: " + Causes.innermost(failure) + ". What was done stays done.");
    }
}
