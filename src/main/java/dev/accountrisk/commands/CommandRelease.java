package dev.accountrisk.commands;

import dev.accountrisk.account.AccountSnapshot;
import dev.accountrisk.account.Command;
import dev.accountrisk.account.CommandFold;
import dev.accountrisk.account.ParkReason;
import dev.accountrisk.account.Verdict;
import dev.accountrisk.engine.record.Received;
import dev.accountrisk.engine.record.Source;
import dev.accountrisk.engine.release.Dropped;
import dev.accountrisk.engine.release.ForeseenReferences;
import dev.accountrisk.engine.release.ParkedRecord;
import dev.accountrisk.engine.release.Preview;
import dev.accountrisk.engine.release.Release;
import dev.accountrisk.engine.release.ReleaseStep;
import dev.accountrisk.engine.release.ReleasedRecord;
import dev.accountrisk.parking.ParkedRows;
import dev.accountrisk.wire.Decoded;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/**
 * Releases an account's parked commands. They are decided in the order in which they arrived, under the lock of the account's
 * head, as if nothing had held them back. The account stays held back until the last of them is decided, so commands that arrive
 * meanwhile park after them. The first command that still cannot be applied stays parked, and so do those after it.
 */
final class CommandRelease implements ReleaseStep<Command> {
    private final String topic;
    private final CommandStores stores;
    private final boolean holdBack;
    private final ParkedRows rows = new ParkedRows();

    CommandRelease(String topic, CommandStores stores, boolean holdBack) {
        this.topic = topic;
        this.stores = stores;
        this.holdBack = holdBack;
    }

    @Override
    public boolean holdsBack(ParkReason reason) {
        return reason.holdsBack();
    }

    @Override
    public Release releaseInTx(Connection connection, String account, long afterId, int limit,
            Function<ParkedRecord, Decoded<Command>> decoder) throws SQLException {
        Map<String, HeadStore.Head> head = stores.heads().lockInTx(connection, List.of(account));
        List<ParkedRecord> records = rows.readInTx(connection, account, topic, afterId, limit);
        if (records.isEmpty()) {
            Set<String> heldBack = moveBarriersInTx(connection, List.of(account), head);
            return new Release(List.of(), !heldBack.isEmpty(), false);
        }
        Source source = records.getFirst().source();
        CommandGroup group = group(account, source, records, decoder);
        CommandLoad load = CommandLoad.lockAndReadInTx(connection, stores, List.of(group), true);
        AccountSnapshot before = load.snapshot(account);
        CommandFold.Result result = decide(before, group);
        List<ReleasedRecord> released = new ArrayList<>();
        for (int index = 0; index < records.size(); index++) {
            released.add(closeInTx(connection, records.get(index).id(), group.records().get(index),
                    result.verdicts().get(index)));
        }
        boolean heldBack = holdBack && rows.anyHoldsBackInTx(connection, account, topic);
        CommandChanges changes = new CommandChanges();
        changes.add(group, before, result, heldBack);
        changes.writeInTx(connection, stores, load);
        stores.outbox().appendEventsInTx(connection, source.topic(), source.partition(), result.events());
        boolean blocked = false;
        for (int index = 0; index < records.size(); index++) {
            ParkReason reason = released.get(index).parkedAgain();
            blocked |= reason != null && HoldBack.holdsBack(reason, group.records().get(index).entryId());
        }
        return new Release(released, heldBack, blocked);
    }

    @Override
    public Preview previewInTx(Connection connection, String account, int limit,
            Function<ParkedRecord, Decoded<Command>> decoder, ForeseenReferences foreseen) throws SQLException {
        List<ParkedRecord> records = rows.readInTx(connection, account, topic, 0, limit);
        if (records.isEmpty()) {
            return new Preview(List.of(), true);
        }
        CommandGroup group = group(account, records.getFirst().source(), records, decoder);
        AccountSnapshot before = CommandLoad.previewInTx(connection, stores, group, foreseen).snapshot(account);
        CommandFold.Result result = decide(before, group);
        String reference = result.newExternalRef();
        if (reference != null) {
            foreseen.add(reference, account);
        }
        boolean whole = rows.readInTx(connection, account, topic, records.getLast().id(), 1).isEmpty();
        return new Preview(CommandPreview.of(records, group.items(), before, result), whole);
    }

    private CommandFold.Result decide(AccountSnapshot before, CommandGroup group) {
        return CommandFold.fold(free(before), group.items(), holdBack);
    }

    @Override
    public Dropped dropInTx(Connection connection, List<String> sortedAccounts, List<Long> ids) throws SQLException {
        Map<String, HeadStore.Head> heads = stores.heads().lockInTx(connection, sortedAccounts);
        List<Long> dropped = rows.dropInTx(connection, ids);
        return new Dropped(dropped, moveBarriersInTx(connection, sortedAccounts, heads));
    }

    @Override
    public Release refuseInTx(Connection connection, String account, long afterId, String detail) throws SQLException {
        stores.heads().lockInTx(connection, List.of(account));
        return new Release(List.of(rows.refusedInTx(connection, account, topic, afterId, detail)), true, true);
    }

    /** Lifts the barriers of accounts that no parked record holds back, and answers the others. */
    private Set<String> moveBarriersInTx(Connection connection, List<String> sortedAccounts,
            Map<String, HeadStore.Head> heads) throws SQLException {
        Set<String> heldBack = holdBack ? rows.heldBackInTx(connection, sortedAccounts, topic) : Set.of();
        List<HeadStore.Row> moved = new ArrayList<>();
        for (String account : sortedAccounts) {
            HeadStore.Head head = heads.get(account);
            if (head != null && head.heldBack() != heldBack.contains(account)) {
                moved.add(new HeadStore.Row(account, new HeadStore.Head(head.version(), heldBack.contains(account))));
            }
        }
        stores.heads().writeInTx(connection, moved);
        return heldBack;
    }

    private static CommandGroup group(String account, Source source, List<ParkedRecord> records,
            Function<ParkedRecord, Decoded<Command>> decoder) {
        CommandGroup group = new CommandGroup(account, source);
        for (ParkedRecord record : records) {
            group.add(new Received<>(record.offset(), record.timestampMillis(), record.key(), record.value(),
                    decoder.apply(record)));
        }
        return group;
    }

    private static AccountSnapshot free(AccountSnapshot before) {
        return new AccountSnapshot(before.accountUuid(), before.version(), false, before.externalRef(),
                before.balances(), before.holds(), before.decided(), before.referenceOwners());
    }

    private ReleasedRecord closeInTx(Connection connection, long id, Received<Command> record, Verdict verdict)
            throws SQLException {
        return switch (verdict) {
            case Verdict.Applied(),Verdict.Refused(var _),Verdict.Duplicate() -> {
                rows.releasedInTx(connection, id);
                yield new ReleasedRecord(id, null);
            }
            case Verdict.Conflict() -> {
                rows.parkedAgainInTx(connection, id, ParkReason.CONFLICT, CommandDecisions.CONFLICT_DETAIL);
                yield new ReleasedRecord(id, ParkReason.CONFLICT);
            }
            case Verdict.Parked(ParkReason reason) -> {
                rows.parkedAgainInTx(connection, id, reason, CommandDecisions.detail(record, reason));
                yield new ReleasedRecord(id, reason);
            }
        };
    }
}
