package dev.accountrisk.account;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Folds the records that arrived for one account on the topic of commands, in order, over the stored state. */
public final class CommandFold {
    private static final Verdict APPLIED = new Verdict.Applied();
    private static final Verdict DUPLICATE = new Verdict.Duplicate();
    private static final Verdict CONFLICT = new Verdict.Conflict();

    private final Map<String, Decision> decidedBefore;
    private final Map<String, Decision> decidedNow = new HashMap<>();
    private final Ledger ledger;
    private final boolean holdBack;
    private final List<Verdict> verdicts;
    private final List<Entry> entries = new ArrayList<>();
    private boolean heldBack;
    private long version;

    private CommandFold(AccountSnapshot before, int items, boolean holdBack) {
        this.decidedBefore = before.decided();
        this.ledger = new Ledger(before);
        this.holdBack = holdBack;
        this.verdicts = new ArrayList<>(items);
        this.heldBack = before.heldBack();
        this.version = before.version();
    }

    /**
     * Decides the batch.
     *
     * @param holdBack whether a parked command of unknown effect holds back the later ones
     */
    public static Result fold(AccountSnapshot before, List<CommandItem> items, boolean holdBack) {
        CommandFold fold = new CommandFold(before, items.size(), holdBack);
        for (CommandItem item : items) {
            fold.verdicts.add(switch (item) {
                case CommandItem.ValidCommand(Command command) -> fold.decide(command);
                case CommandItem.InvalidCommand(ParkReason reason) -> fold.park(reason);
            });
        }
        return new Result(fold.verdicts, fold.entries, fold.ledger.changedBalances(), fold.ledger.changedHolds(),
                fold.ledger.newExternalRef(), fold.version, fold.heldBack);
    }

    private Verdict decide(Command command) {
        Decision known = decided(command.commandId());
        if (known != null) {
            return known.digest().equals(command.digest()) ? DUPLICATE : CONFLICT;
        }
        if (holdBack && heldBack) {
            return park(ParkReason.BEHIND_PARKED);
        }
        Refusal refusal = ledger.apply(command);
        decidedNow.put(command.commandId(), new Decision(command.digest(), refusal));
        enter(command, refusal);
        return refusal == null ? APPLIED : new Verdict.Refused(refusal);
    }

    private Verdict park(ParkReason reason) {
        heldBack |= holdBack && reason.holdsBack();
        return new Verdict.Parked(reason);
    }

    private @Nullable Decision decided(String commandId) {
        Decision known = decidedBefore.get(commandId);
        return known != null ? known : decidedNow.get(commandId);
    }

    private void enter(Command command, @Nullable Refusal refusal) {
        version++;
        String asset = ledger.assetOf(command);
        if (asset == null) {
            entries.add(new Entry(command, version, refusal, null, null, null));
            return;
        }
        Balance after = ledger.balance(asset);
        entries.add(new Entry(command, version, refusal, asset, after.balance(), after.frozen()));
    }

    /**
     * The journal row of a command.
     *
     * @param refusal why the command was refused, or null if it was applied
     * @param asset   the asset that the command is about, or null if none is known; then the two amounts are null too
     */
    public record Entry(Command command, long version, @Nullable Refusal refusal, @Nullable String asset,
            @Nullable BigDecimal balanceAfter, @Nullable BigDecimal frozenAfter) {

        /** The event about the command, for other systems. */
        public AccountEvent event() {
            if (refusal != null) {
                return new AccountEvent.CommandRefused(command.accountUuid(), command.commandId(), command.type(),
                        refusal, command.timeMillis());
            }
            return new AccountEvent.CommandApplied(command.accountUuid(), command.commandId(), command.type(), asset,
                    balanceAfter, frozenAfter, command.timeMillis());
        }
    }

    /**
     * The result of the fold.
     *
     * @param verdicts        one per item, in order
     * @param entries         the journal rows to add, in order
     * @param changedBalances by asset: the rows to write, because they are new or have another value
     * @param changedHolds    by hold id: the rows to write
     * @param newExternalRef  the reference to register, or null
     * @param version         the account's version afterwards
     * @param heldBack        whether later commands of the account must wait
     */
    public record Result(List<Verdict> verdicts, List<Entry> entries, Map<String, Balance> changedBalances,
            Map<String, Hold> changedHolds, @Nullable String newExternalRef, long version, boolean heldBack) {

        /**
         * The events for other systems: every command in the order it was decided, then each balance that differs
         * from the one before.
         */
        public List<AccountEvent> events(AccountSnapshot before) {
            List<AccountEvent> events = new ArrayList<>(entries.size() + changedBalances.size());
            for (Entry entry : entries) {
                events.add(entry.event());
            }
            changedBalances.forEach((asset, after) -> {
                if (!after.equals(before.balance(asset))) {
                    events.add(new AccountEvent.BalanceChanged(before.accountUuid(), asset, after.balance(),
                            after.frozen(), entries.getLast().command().timeMillis()));
                }
            });
            return events;
        }
    }
}
