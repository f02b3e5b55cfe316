package dev.accountrisk.commands;

import dev.accountrisk.engine.EngineStep;
import dev.accountrisk.engine.SliceStep;
import dev.accountrisk.engine.StepClock;
import dev.accountrisk.engine.record.OutcomeCounts;
import dev.accountrisk.engine.record.Slice;
import dev.accountrisk.parking.ParkedBefore;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** What a transaction does with the slices of one partition or of several: one statement for each table. */
final class CommandTransaction {
    private final CommandStores stores;
    private final boolean holdBack;
    private final StepClock clock;

    CommandTransaction(CommandStores stores, boolean holdBack, StepClock clock) {
        this.stores = stores;
        this.holdBack = holdBack;
        this.clock = clock;
    }

    /** An account of a plan. */
    private record Share(CommandGroup group, int plan) {}

    /** Reads, decides and writes. No account, and no reference that is wanted, is in two plans. */
    List<OutcomeCounts> applyInTx(Connection connection, List<CommandPlan> plans, SliceStep.Trust trust)
            throws SQLException {
        List<Share> shares = sorted(plans);
        CommandLoad load = CommandLoad.lockAndReadInTx(connection, stores, shares.stream().map(Share::group).toList(),
                trust == SliceStep.Trust.LOCK_AND_LOOK || plans.stream().anyMatch(CommandPlan::mustLook));
        ParkedBefore before = stores.parked()
                .parkedBeforeInTx(connection, plans.stream().<Slice<?>>map(CommandPlan::slice).toList());
        clock.done(EngineStep.LOAD);
        List<CommandDecisions> decisions = plans.stream().map(plan -> new CommandDecisions(plan, before)).toList();
        CommandChanges changes = new CommandChanges();
        for (Share share : shares) {
            decisions.get(share.plan())
                    .decide(share.group(), load.snapshot(share.group().accountUuid()), holdBack, changes);
        }
        for (CommandDecisions decided : decisions) {
            decided.plan().decided(load.knowsCommandOf(decided.plan().groups()), decided.refused());
        }
        clock.done(EngineStep.DECIDE);
        changes.writeInTx(connection, stores, load);
        stores.parked().insertInTx(connection, decisions.stream().flatMap(one -> one.parked().stream()).toList());
        stores.outbox().appendEventsInTx(connection, decisions.stream().map(CommandDecisions::events).toList());
        clock.done(EngineStep.WRITE);
        return decisions.stream().map(CommandDecisions::counts).toList();
    }

    /** The accounts of all plans in the order of their keys: they are locked, decided and written in that order. */
    private static List<Share> sorted(List<CommandPlan> plans) {
        List<Share> shares = new ArrayList<>();
        for (int plan = 0; plan < plans.size(); plan++) {
            for (CommandGroup group : plans.get(plan).groups()) {
                shares.add(new Share(group, plan));
            }
        }
        if (plans.size() > 1) {
            shares.sort(Comparator.comparing(share -> share.group().accountUuid()));
        }
        return shares;
    }
}
