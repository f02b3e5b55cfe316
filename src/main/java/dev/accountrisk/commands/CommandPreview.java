package dev.accountrisk.commands;

import dev.accountrisk.account.AccountEvent;
import dev.accountrisk.account.AccountSnapshot;
import dev.accountrisk.account.Amounts;
import dev.accountrisk.account.Balance;
import dev.accountrisk.account.CommandFold;
import dev.accountrisk.account.CommandItem;
import dev.accountrisk.account.Verdict;
import dev.accountrisk.engine.release.ParkedRecord;
import dev.accountrisk.engine.release.PreviewedRecord;
import dev.accountrisk.engine.release.PreviewedRecord.Change;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Tells the decisions about an account's commands apart, record by record. Decides nothing. */
final class CommandPreview {
    private final AccountSnapshot before;
    private final Map<Integer, CommandFold.Entry> entries = new HashMap<>();
    /** The events by their place: the version of the journal row, or the record of a refusal that has none. */
    private final Map<String, List<AccountEvent>> events = new HashMap<>();
    private final Map<String, Balance> balances = new HashMap<>();

    private CommandPreview(AccountSnapshot before, CommandFold.Result result) {
        this.before = before;
        result.entries().forEach(entry -> entries.put(entry.item(), entry));
        result.events().forEach(event -> events.computeIfAbsent(event.place(), _ -> new ArrayList<>()).add(event));
    }

    /** One for each record, in their order. */
    static List<PreviewedRecord> of(List<ParkedRecord> records, List<CommandItem> items, AccountSnapshot before,
            CommandFold.Result result) {
        CommandPreview preview = new CommandPreview(before, result);
        List<PreviewedRecord> previewed = new ArrayList<>();
        for (int index = 0; index < records.size(); index++) {
            Verdict verdict = result.verdicts().get(index);
            previewed.add(new PreviewedRecord(records.get(index).id(), verdict.outcome(), reason(verdict),
                    preview.changes(preview.entries.get(index)), preview.events(index, items.get(index))));
        }
        return previewed;
    }

    private static @Nullable String reason(Verdict verdict) {
        return switch (verdict) {
            case Verdict.Applied(),Verdict.Duplicate() -> null;
            case Verdict.Refused(var refusal) -> refusal.name();
            case Verdict.Conflict() -> "CONFLICT";
            case Verdict.Parked(var parked) -> parked.name();
        };
    }

    private List<Change> changes(CommandFold.@Nullable Entry entry) {
        if (entry == null || entry.asset() == null || entry.balanceAfter() == null || entry.frozenAfter() == null) {
            return List.of();
        }
        String asset = entry.asset();
        Balance was = balances.getOrDefault(asset, before.balance(asset));
        balances.put(asset, new Balance(entry.balanceAfter(), entry.frozenAfter()));
        List<Change> changes = new ArrayList<>();
        add(changes, asset + " balance", was.balance(), entry.balanceAfter());
        add(changes, asset + " frozen", was.frozen(), entry.frozenAfter());
        return changes;
    }

    private static void add(List<Change> changes, String what, BigDecimal was, BigDecimal is) {
        if (was.compareTo(is) != 0) {
            changes.add(new Change(what, Amounts.text(was), Amounts.text(is)));
        }
    }

    private List<AccountEvent> events(int index, CommandItem item) {
        CommandFold.Entry entry = entries.get(index);
        if (entry != null) {
            return events.getOrDefault(Long.toString(entry.version()), List.of());
        }
        return item instanceof CommandItem.ValidCommand(var _, String record)
                ? events.getOrDefault(record, List.of())
                : List.of();
    }
}
