package dev.accountrisk.model;

import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Says field by field where a database differs from the model: checkers C4 and C5, to the last digit. */
public final class ModelComparison {
    /** Two ways to compute one power of two may differ in the last bits; what does not fade is compared exactly. */
    private static final double FADING_TOLERANCE = 1e-9;

    private final ContractModel model;
    private final WorkerDatabase database;
    private final Findings findings;
    private boolean fading;

    private ModelComparison(ContractModel model, WorkerDatabase database, Findings findings) {
        this.model = model;
        this.database = database;
        this.findings = findings;
    }

    /** Compares every table with the model, and the positions with the ends of the logs. */
    public static void compare(
            ContractModel model,
            WorkerDatabase database,
            Map<String, Long> logEnds,
            Findings findings) {
        ModelComparison comparison = new ModelComparison(model, database, findings);
        comparison.tables();
        comparison.positions(logEnds);
    }

    /** Compares every table when risk fades: doubles to nine digits. */
    public static void compareFading(
            ContractModel model,
            WorkerDatabase database,
            Map<String, Long> logEnds,
            Findings findings) {
        ModelComparison comparison = new ModelComparison(model, database, findings);
        comparison.fading = true;
        comparison.tables();
        comparison.positions(logEnds);
    }

    private void tables() {
        table("account_risk", model.risks().rows(), database::forEachRisk, Rows.Risk::account);
        table(
                "account_balance",
                balances(),
                taker -> database.forEachBalance(row -> takeUnlessOnlyRefused(row, taker)),
                row -> new Rows.Key(row.account(), row.asset()));
        table("account", registrations(), database::forEachRegistration, Rows.Registration::account);
        table(
                "account_hold",
                holds(),
                database::forEachHold,
                row -> new Rows.Key(row.account(), row.holdId()));
        table("parked_record", model.parked(), database::forEachParked, Rows.Parked::place);
        journal();
        for (String reference : model.registrar().ownerless()) {
            findings.add("C4 account", "accounts were refused the reference " + reference + ", which nobody owns");
        }
    }

    private void journal() {
        Map<Rows.Key, Rows.Entry> commands = new HashMap<>();
        model.ledgers()
                .forEach(
                        (account, ledger) -> ledger.decided()
                                .forEach((id, decided) -> commands.put(new Rows.Key(account, id), decided.entry())));
        Set<Rows.Key> additions = new HashSet<>();
        model.risks()
                .addedIds()
                .forEach((account, ids) -> ids.forEach(id -> additions.add(new Rows.Key(account, id))));
        table("account_entry", commands, taker -> database.forEachEntry(line -> {
            Rows.Entry entry = line.entry();
            if (!line.ofRisk()) {
                taker.accept(withoutWhatIsFree(entry));
            } else if (!additions.remove(new Rows.Key(entry.account(), entry.entryId())) || !entry.applied()) {
                findings.add("C5 account_entry", "not an addition of the log, or there twice: " + entry);
            }
        }), row -> new Rows.Key(row.account(), row.entryId()));
        additions.forEach(key -> findings.add("C5 account_entry", "the addition is missing: " + key));
    }

    /** The contract does not define the amount of a command that needs none. */
    private static Rows.Entry withoutWhatIsFree(Rows.Entry entry) {
        boolean amountNeeded = Reading.CommandType.valueOf(entry.kind()).needsAmount();
        return amountNeeded
                ? entry
                : new Rows.Entry(
                        entry.account(),
                        entry.entryId(),
                        entry.kind(),
                        entry.asset(),
                        null,
                        entry.outcome(),
                        entry.reason(),
                        entry.balanceAfter(),
                        entry.frozenAfter());
    }

    private void takeUnlessOnlyRefused(Rows.Balance row, Consumer<Rows.Balance> taker) {
        Ledger ledger = model.ledgers().get(row.account());
        boolean neverMoved = ledger == null || !ledger.balances().containsKey(row.asset());
        if (!(neverMoved && row.isZero())) {
            taker.accept(row);
        }
    }

    private Map<Rows.Key, Rows.Balance> balances() {
        Map<Rows.Key, Rows.Balance> balances = new HashMap<>();
        model.ledgers()
                .forEach(
                        (account, ledger) -> ledger.balances()
                                .forEach((asset, row) -> balances.put(new Rows.Key(account, asset), row)));
        return balances;
    }

    private Map<Rows.Key, Rows.Hold> holds() {
        Map<Rows.Key, Rows.Hold> holds = new HashMap<>();
        model.ledgers()
                .forEach(
                        (account, ledger) -> ledger.holds()
                                .forEach((id, row) -> holds.put(new Rows.Key(account, id), row)));
        return holds;
    }

    private Map<String, Rows.Registration> registrations() {
        Map<String, Rows.Registration> registrations = new HashMap<>();
        model.ledgers().forEach((account, ledger) -> {
            String reference = ledger.externalRef();
            if (reference != null) {
                registrations.put(account, new Rows.Registration(account, reference));
            }
        });
        return registrations;
    }

    private <K, R extends Record> void table(
            String name,
            Map<K, R> expected,
            Consumer<Consumer<R>> reader,
            Function<R, K> keyOf) {
        Set<K> seen = new HashSet<>();
        reader.accept(row -> {
            K key = keyOf.apply(row);
            R wanted = expected.get(key);
            if (!seen.add(key)) {
                findings.add("C6 " + name, "there twice: " + key);
            } else if (wanted == null) {
                findings.add("C4 " + name, "not in the model: " + row);
            } else if (!wanted.equals(row)) {
                List<String> differences = differences(wanted, row);
                if (!differences.isEmpty()) {
                    findings.add("C4 " + name, key + " " + differences);
                }
            }
        });
        if (seen.size() < expected.size()) {
            expected.forEach((key, row) -> {
                if (!seen.contains(key)) {
                    findings.add("C4 " + name, "missing: " + row);
                }
            });
        }
    }

    private <R extends Record> List<String> differences(R expected, R found) {
        List<String> differences = new ArrayList<>();
        for (RecordComponent component : expected.getClass().getRecordComponents()) {
            Object wanted = valueOf(component, expected);
            Object seen = valueOf(component, found);
            if (!Objects.equals(wanted, seen) && !(fading && nearlyEqual(wanted, seen))) {
                differences.add(component.getName() + ": expected " + wanted + ", found " + seen);
            }
        }
        return differences;
    }

    private static boolean nearlyEqual(@Nullable Object wanted, @Nullable Object seen) {
        return wanted instanceof Double left && seen instanceof Double right
                && Math.abs(left - right) <= FADING_TOLERANCE * Math.max(1, Math.abs(left));
    }

    private static @Nullable Object valueOf(RecordComponent component, Record row) {
        try {
            return component.getAccessor().invoke(row);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }

    private void positions(Map<String, Long> logEnds) {
        Map<String, Long> found = database.positions();
        logEnds.forEach((partition, end) -> {
            if (end > 0) {
                findings.expectEqual("C8 consumer_position", partition, end, found.getOrDefault(partition, 0L));
            }
        });
    }
}
