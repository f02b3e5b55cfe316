package dev.accountrisk.model;

import java.math.BigDecimal;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What the tables have to say by the model, each row as one line of text, for whoever has them in another place than MySQL. */
public final class ModelTables {
    private ModelTables() {}

    /**
     * A model that judges races for a reference by what was decided.
     *
     * @param openings by account and command id, with a space between them: {@code APPLIED} or the reason of the refusal
     */
    public static ContractModel model(ModelSettings settings, Map<String, String> openings) {
        return new ContractModel(settings,
                (account, commandId) -> Optional.ofNullable(openings.get(account + " " + commandId)));
    }

    /** Every row: what it is of, and what it says. */
    public static SortedMap<String, String> of(ContractModel model) {
        SortedMap<String, String> rows = new TreeMap<>();
        model.risks()
                .rows()
                .forEach((account, row) -> rows.put("risk " + account, line(row.risk(), row.level(),
                        row.occurredAtMillis(), row.sequence(), row.lastEventId())));
        model.risks()
                .addedIds()
                .forEach((account, ids) -> ids.forEach(id -> rows.put("entry " + account + " " + id, "ADD")));
        model.ledgers().forEach((account, ledger) -> add(rows, account, ledger));
        model.parked()
                .forEach((place, row) -> rows.put(
                        "parked " + place.topic() + " " + place.partition() + " " + place.offset(),
                        line(row.account(), row.reason())));
        model.registrar().ownerless().forEach(reference -> rows.put("reference " + reference, "an owner"));
        return rows;
    }

    private static void add(SortedMap<String, String> rows, String account, Ledger ledger) {
        ledger.balances()
                .forEach((asset, row) -> rows.put("balance " + account + " " + asset,
                        line(row.balance(), row.frozen())));
        ledger.holds()
                .forEach((id, row) -> rows.put("hold " + account + " " + id,
                        line(row.asset(), row.amount(), row.state(), row.expiresAtMillis())));
        String reference = ledger.externalRef();
        if (reference != null) {
            rows.put("account " + account, reference);
        }
        ledger.decided().forEach((id, decided) -> {
            Rows.Entry entry = decided.entry();
            rows.put("entry " + account + " " + id, line(entry.kind(), entry.asset(), entry.outcome(), entry.reason(),
                    entry.balanceAfter(), entry.frozenAfter()));
        });
    }

    /** Values with spaces between them; amounts by their value. */
    public static String line(@Nullable Object... values) {
        StringBuilder line = new StringBuilder();
        for (Object value : values) {
            line.append(line.isEmpty() ? "" : " ")
                    .append(value instanceof BigDecimal amount
                            ? amount.stripTrailingZeros().toPlainString()
                            : String.valueOf(value));
        }
        return line.toString();
    }
}
