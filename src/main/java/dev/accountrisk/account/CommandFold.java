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

    private final Map<String, ContentDigest> decidedBefore;
    private final Map<String, ContentDigest> decidedNow = new HashMap<>();
    private final Ledger ledger;
    private final boolean holdBack;
    private final List<Verdict> verdicts;
    private final List<Entry> entries = new ArrayList<>();
    private final List<AccountEvent> events = new ArrayList<>();
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
        for (int index = 0; index < items.size(); index++) {
            fold.verdicts.add(switch (items.get(index)) {
                case CommandItem.ValidCommand(Command command, String record) -> fold.decide(command, record, index);
                case CommandItem.InvalidCommand(ParkReason reason, boolean holdsBack) -> fold.park(reason, holdsBack);
            });
        }
        return new Result(fold.verdicts, fold.entries, fold.events, fold.ledger.changedBalances(),
                fold.ledger.changedHolds(),
                fold.ledger.newExternalRef(), fold.version, fold.heldBack);
    }

    private Verdict decide(Command command, String record, int item) {
        ContentDigest known = decided(command.commandId());
        if (known != null) {
            return known.equals(command.digest()) ? DUPLICATE : CONFLICT;
        }
        if (holdBack && heldBack) {
            return park(ParkReason.BEHIND_PARKED, true);
        }
        Refusal refusal = ledger.apply(command);
        if (refusal != null && isForgotten(command, refusal)) {
            tellRefused(command, record, refusal);
            return new Verdict.Refused(refusal);
        }
        decidedNow.put(command.commandId(), command.digest());
        version++;
        if (refusal == null) {
            enterApplied(command, item);
            return APPLIED;
        }
        entries.add(entry(command, item, refusal));
        tellRefused(command, Long.toString(version), refusal);
        return new Verdict.Refused(refusal);
    }

    /**
     * Whether a refusal is answered but not remembered. The id {@code expire:HOLDID} belongs to the workers: if an early
     * {@code EXPIRE} under it were remembered, the hold could never expire.
     */
    private static boolean isForgotten(Command command, Refusal refusal) {
        return ExpiryIds.isExpiryId(command.commandId())
                && (refusal == Refusal.NOT_DUE || refusal == Refusal.HOLD_UNKNOWN);
    }

    private Verdict park(ParkReason reason, boolean holdsBack) {
        heldBack |= holdBack && holdsBack;
        return new Verdict.Parked(reason);
    }

    private @Nullable ContentDigest decided(String commandId) {
        ContentDigest known = decidedBefore.get(commandId);
        return known != null ? known : decidedNow.get(commandId);
    }

    private void enterApplied(Command command, int item) {
        Entry entry = entry(command, item, null);
        entries.add(entry);
        String place = Long.toString(version);
        String asset = entry.asset();
        BigDecimal balance = entry.balanceAfter();
        BigDecimal frozen = entry.frozenAfter();
        events.add(new AccountEvent.CommandApplied(command.accountUuid(), place, command.commandId(), command.type(),
                asset, balance, frozen, command.timeMillis()));
        if (asset != null && balance != null && frozen != null) {
            events.add(new AccountEvent.BalanceChanged(command.accountUuid(), place, asset, balance, frozen,
                    command.timeMillis()));
        }
    }

    private void tellRefused(Command command, String place, Refusal refusal) {
        events.add(new AccountEvent.CommandRefused(command.accountUuid(), place, command.commandId(), command.type(),
                refusal, command.timeMillis()));
    }

    private Entry entry(Command command, int item, @Nullable Refusal refusal) {
        String asset = ledger.assetOf(command);
        if (asset == null) {
            return new Entry(item, command, version, refusal, null, null, null);
        }
        Balance after = ledger.balance(asset);
        return new Entry(item, command, version, refusal, asset, after.balance(), after.frozen());
    }

    /**
     * The journal row of a command.
     *
     * @param item    the index of the item that was decided
     * @param refusal why it was refused, or null if it was applied
     * @param asset   the asset it was about, or null if none is known, as are the two amounts
     */
    public record Entry(int item, Command command, long version, @Nullable Refusal refusal, @Nullable String asset,
            @Nullable BigDecimal balanceAfter, @Nullable BigDecimal frozenAfter) {}

    /**
     * The result of the fold.
     *
     * @param verdicts        one per item, in order
     * @param entries         the journal rows to add, in order
     * @param events          what other systems learn: every decision in order, and after it the balance it changed
     * @param changedBalances by asset: the rows to write, those that are new or have another value
     * @param changedHolds    by hold id: the rows to write
     * @param newExternalRef  the reference to register, or null
     * @param version         the account's version afterwards
     * @param heldBack        whether later commands of the account must wait
     */
    public record Result(List<Verdict> verdicts, List<Entry> entries, List<AccountEvent> events,
            Map<String, Balance> changedBalances, Map<String, Hold> changedHolds, @Nullable String newExternalRef,
            long version, boolean heldBack) {}
}
