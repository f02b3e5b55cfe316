package dev.accountrisk.model;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Walks the journal account by account, version by version, and does every step's sum again: C1 to C3, C5, C7, C9 and
 * C10. Knows nothing of what was sent, so any database will do.
 */
final class JournalWalk {
    private final WorkerDatabase database;
    private final Findings findings;
    private final Map<String, BigDecimal> totals = new HashMap<>();
    private final Map<Rows.Key, Rows.Balance> lastSteps = new HashMap<>();
    private final Map<Rows.Key, List<BigDecimal>> openHolds = new HashMap<>();
    private final Map<String, Long> commandVersions = new HashMap<>();
    private final Map<Rows.Place, Long> lastOffsets = new HashMap<>();
    private final Set<String> ids = new HashSet<>();
    private String account = "";
    private boolean riskChain;
    private long version;

    JournalWalk(WorkerDatabase database, Findings findings) {
        this.database = database;
        this.findings = findings;
    }

    void run() {
        database.forEachEntry(this::step);
        againstBalances();
        againstHolds();
        againstHeads();
    }

    private void step(WorkerDatabase.JournalLine line) {
        Rows.Entry entry = line.entry();
        if (!entry.account().equals(account)) {
            account = entry.account();
            ids.clear();
            beginChain(line.ofRisk());
        } else if (line.ofRisk() != riskChain) {
            beginChain(line.ofRisk());
        }
        version++;
        findings.expectEqual("C3", "version in the chain of " + entry, version, line.version());
        if (!ids.add(entry.entryId())) {
            findings.add("C5", "decided twice: " + entry);
        }
        Rows.Place source = line.source();
        Long before = lastOffsets.put(new Rows.Place(source.topic(), source.partition(), 0), source.offset());
        if (before != null && before >= source.offset()) {
            findings.add("C9", "after offset " + before + " came " + source.offset() + ": " + entry);
        }
        if (!line.ofRisk()) {
            commandVersions.put(account, version);
            money(entry);
        }
    }

    private void beginChain(boolean ofRisk) {
        riskChain = ofRisk;
        version = 0;
        lastOffsets.clear();
    }

    private void money(Rows.Entry entry) {
        String asset = entry.asset();
        BigDecimal balance = entry.balanceAfter();
        BigDecimal frozen = entry.frozenAfter();
        if (asset == null || balance == null || frozen == null) {
            boolean movesNothing = entry.kind().equals("OPEN") || !entry.applied();
            if (!movesNothing || asset != null || balance != null || frozen != null) {
                findings.add("C2", "half a step: " + entry);
            }
            return;
        }
        if (frozen.signum() < 0 || balance.compareTo(frozen) < 0) {
            findings.add("C2", "0 <= frozen <= balance does not hold: " + entry);
        }
        Rows.Key key = new Rows.Key(account, asset);
        Rows.Balance before = lastSteps
                .getOrDefault(key, new Rows.Balance(account, asset, BigDecimal.ZERO, BigDecimal.ZERO));
        BigDecimal balanceDelta = balance.subtract(before.balance());
        BigDecimal frozenDelta = frozen.subtract(before.frozen());
        if (!stepIsExact(entry, key, balanceDelta, frozenDelta)) {
            findings.add("C3", "after " + before + " came " + entry);
        }
        totals.merge(asset, balanceDelta, BigDecimal::add);
        lastSteps.put(key, new Rows.Balance(account, asset, balance, frozen));
    }

    private boolean stepIsExact(Rows.Entry entry, Rows.Key key, BigDecimal balanceDelta, BigDecimal frozenDelta) {
        if (!entry.applied()) {
            return entry.reason() != null && is(balanceDelta, BigDecimal.ZERO) && is(frozenDelta, BigDecimal.ZERO);
        }
        BigDecimal amount = entry.amount();
        return switch (entry.kind()) {
            case "CREDIT" -> is(balanceDelta, amount) && is(frozenDelta, BigDecimal.ZERO);
            case "DEBIT" -> is(balanceDelta.negate(), amount) && is(frozenDelta, BigDecimal.ZERO);
            case "FREEZE" -> is(balanceDelta, BigDecimal.ZERO) && is(frozenDelta, amount) && opened(key, frozenDelta);
            case "SETTLE" -> is(balanceDelta.negate(), amount) && frozenDelta.compareTo(balanceDelta) <= 0
                    && closed(key, frozenDelta.negate());
            case "REFUND", "EXPIRE" -> is(balanceDelta, BigDecimal.ZERO) && closed(key, frozenDelta.negate());
            default -> false;
        };
    }

    private static boolean is(BigDecimal delta, @Nullable BigDecimal amount) {
        return amount != null && delta.compareTo(amount) == 0;
    }

    private boolean opened(Rows.Key key, BigDecimal amount) {
        return openHolds.computeIfAbsent(key, any -> new ArrayList<>()).add(amount.setScale(18));
    }

    /** Whether some hold of exactly this amount was open on the asset. */
    private boolean closed(Rows.Key key, BigDecimal amount) {
        return openHolds.getOrDefault(key, new ArrayList<>()).remove(amount.setScale(18));
    }

    private void againstBalances() {
        Map<String, BigDecimal> held = new HashMap<>();
        database.forEachBalance(row -> {
            held.merge(row.asset(), row.balance(), BigDecimal::add);
            Rows.Balance last = lastSteps.remove(new Rows.Key(row.account(), row.asset()));
            if (last == null ? !row.isZero() : !last.equals(row)) {
                findings.add("C10", "the journal ends at " + last + ", the row says " + row);
            }
        });
        lastSteps.values()
                .stream()
                .filter(last -> !last.isZero())
                .forEach(last -> findings.add("C10", "the journal's balance has no row: " + last));
        totals.forEach(
                (asset, total) -> findings.expectEqual(
                        "C1",
                        "total of " + asset,
                        total.setScale(18),
                        held.getOrDefault(asset, BigDecimal.ZERO).setScale(18)));
    }

    private void againstHolds() {
        Set<String> states = Set.of("OPEN", "SETTLED", "REFUNDED", "EXPIRED");
        database.forEachHold(hold -> {
            if (!states.contains(hold.state())) {
                findings.add("C10", "no state of a hold: " + hold);
            }
            Rows.Key key = new Rows.Key(hold.account(), hold.asset());
            if (hold.state().equals("OPEN") && !closed(key, hold.amount())) {
                findings.add("C10", "open, but not by the journal: " + hold);
            }
        });
        openHolds.forEach((key, left) -> {
            if (!left.isEmpty()) {
                findings.add("C10", "frozen by the journal, but not open: " + key + " " + left);
            }
        });
    }

    private void againstHeads() {
        database.forEach(
                "SELECT account_uuid, version FROM account_head",
                row -> Map.entry(row.getString(1), row.getLong(2)),
                head -> findings.expectEqual(
                        "C7",
                        "commands counted by the head of " + head.getKey(),
                        commandVersions.getOrDefault(head.getKey(), 0L),
                        head.getValue()));
    }
}
