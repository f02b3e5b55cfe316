package dev.accountrisk.simulator;

import static dev.accountrisk.model.ModelTables.line;

import dev.accountrisk.account.AccountEvent;
import dev.accountrisk.account.RiskLevel;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What a consumer was told, in its order: every decision once, in the order of the journal; levels that follow one another and end
 * where the row is; balances that end where the row is.
 */
final class EventCheck {
    private final Storage storage;
    private final Consumer consumer;
    private final List<String> findings;
    private final Map<String, List<String>> decisions = new HashMap<>();
    private final Map<String, RiskLevel> levels = new HashMap<>();
    private final Map<String, String> balances = new HashMap<>();

    EventCheck(Storage storage, Consumer consumer, List<String> findings) {
        this.storage = storage;
        this.consumer = consumer;
        this.findings = findings;
    }

    void pass() {
        consumer.events().forEach(this::take);
        againstTheJournal();
        againstTheRows();
    }

    private void take(AccountEvent event) {
        String account = event.accountUuid();
        switch (event) {
            case AccountEvent.CommandApplied applied -> decided(account, applied.commandId() + " APPLIED");
            case AccountEvent.CommandRefused refused ->
                decided(account, refused.commandId() + " " + refused.reason());
            case AccountEvent.BalanceChanged changed ->
                balances.put(account + " " + changed.asset(), line(changed.balance(), changed.frozen()));
            case AccountEvent.RiskLevelChanged changed -> {
                RiskLevel before = levels.getOrDefault(account, RiskLevel.LOW);
                if (before != changed.oldLevel()) {
                    findings.add("level of " + account + ": told " + before + ", then " + changed);
                }
                levels.put(account, changed.newLevel());
            }
        }
    }

    private void decided(String account, String decision) {
        decisions.computeIfAbsent(account, any -> new ArrayList<>()).add(decision);
    }

    private void againstTheJournal() {
        Map<String, List<String>> journal = new HashMap<>();
        Row.all(storage, "account_entry")
                .stream()
                .filter(row -> !row.text("kind").equals("ADD"))
                .sorted(Comparator.comparingLong(row -> row.number("version")))
                .forEach(row -> journal.computeIfAbsent(row.text("account_uuid"), any -> new ArrayList<>())
                        .add(row.text("entry_id") + " " + row.text(row.of("reason") == null ? "outcome" : "reason")));
        if (storage.losses() > 0) {
            // which of two accounts got a reference, and what was told of it, may have been lost
            decisions.forEach((account, told) -> told.removeIf(
                    decision -> !journal.getOrDefault(account, List.of()).contains(decision)));
            decisions.values().removeIf(List::isEmpty);
        }
        if (!journal.equals(decisions)) {
            findings.add("decided " + journal + "\n   told " + decisions);
        }
        for (Row head : Row.all(storage, "account_head")) {
            long decided = journal.getOrDefault(head.text("account_uuid"), List.of()).size();
            if (head.number("version") != decided) {
                findings.add("head of " + head.text("account_uuid") + " has version " + head.number("version")
                        + " after " + decided + " commands");
            }
        }
    }

    private void againstTheRows() {
        for (Row row : Row.all(storage, "account_risk")) {
            String told = levels.getOrDefault(row.text("account_uuid"), RiskLevel.LOW).name();
            if (!told.equals(row.text("level"))) {
                findings.add("level of " + row.text("account_uuid") + " is " + row.text("level") + ", told " + told);
            }
        }
        for (Row row : Row.all(storage, "account_balance")) {
            String account = row.text("account_uuid") + " " + row.text("asset");
            String is = line(row.of("balance"), row.of("frozen"));
            if (!is.equals(balances.getOrDefault(account, "0 0"))) {
                findings.add("balance of " + account + " is " + is + ", told " + balances.get(account));
            }
        }
    }
}
