package dev.accountrisk.account;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/** Folds what arrived for one account on the topic of commands, in order, over what is stored. */
public final class CommandFold {
    private CommandFold() {}

    /**
     * Decides the batch.
     *
     * @param holdBack whether a parked command of unknown effect holds back those after it
     */
    @SuppressWarnings("DoNotCallSuggester") // signatures first, bodies follow
    public static Result fold(AccountSnapshot before, List<CommandItem> items, boolean holdBack) {
        throw new UnsupportedOperationException();
    }

    /**
     * The journal row of a command.
     *
     * @param refusal why it was refused, or null when it was applied
     * @param asset   the asset it was about, or null where none is known; as are the two amounts
     */
    public record Entry(Command command, long version, @Nullable Refusal refusal, @Nullable String asset,
            @Nullable BigDecimal balanceAfter, @Nullable BigDecimal frozenAfter) {}

    /**
     * What came out.
     *
     * @param verdicts        one per item, in order
     * @param entries         the journal rows to add, in order
     * @param changedBalances by asset: the rows to write, those that are new or have another value
     * @param changedHolds    by hold id: the rows to write
     * @param newExternalRef  the reference to register, or null
     * @param version         the account's version afterwards
     * @param heldBack        whether later commands of the account have to wait
     */
    public record Result(List<Verdict> verdicts, List<Entry> entries, Map<String, Balance> changedBalances,
            Map<String, Hold> changedHolds, @Nullable String newExternalRef, long version, boolean heldBack) {}
}
