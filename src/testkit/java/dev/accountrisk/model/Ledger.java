package dev.accountrisk.model;

import dev.accountrisk.model.Reading.Command;
import dev.accountrisk.model.Reading.CommandType;
import dev.accountrisk.model.Reading.Content;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One account's money: balances, holds, and every command with what was decided on it. */
final class Ledger {
    private static final BigDecimal BALANCE_BOUND = BigDecimal.TEN.pow(20);

    private final String account;
    private final Registrar registrar;
    private final Map<String, Rows.Balance> balances = new HashMap<>();
    private final Map<String, Rows.Hold> holds = new HashMap<>();
    private final Map<String, Decided> decided = new LinkedHashMap<>();
    private final List<Rows.Entry> answers = new ArrayList<>();
    private @Nullable String externalRef;

    /** A command that was decided: what it asked and the journal's row. */
    record Decided(Content content, Rows.Entry entry) {}

    Ledger(String account, Registrar registrar) {
        this.account = account;
        this.registrar = registrar;
    }

    @Nullable
    Decided decided(String commandId) {
        return decided.get(commandId);
    }

    /** Decides a command that was not decided before. */
    Outcome decide(Command command) {
        Content content = command.content();
        Refusal refusal = switch (content.type()) {
            case OPEN -> open(command.commandId(), given(content.externalRef()));
            case CREDIT -> credit(content.asset(), given(content.amount()));
            case DEBIT -> debit(content.asset(), given(content.amount()));
            case FREEZE -> freeze(content, given(content.amount()), given(content.holdId()));
            case SETTLE -> settle(given(content.holdId()), given(content.amount()), command.timeMillis());
            case REFUND -> release(given(content.holdId()), "REFUNDED", command.timeMillis());
            case EXPIRE -> release(given(content.holdId()), "EXPIRED", command.timeMillis());
        };
        Rows.Entry entry = entry(command, refusal);
        answers.add(entry);
        boolean answeredOnly = command.commandId().startsWith("expire:")
                && (refusal == Refusal.NOT_DUE || refusal == Refusal.HOLD_UNKNOWN);
        if (!answeredOnly) {
            decided.put(command.commandId(), new Decided(content, entry));
        }
        return refusal == null ? Outcome.APPLIED : Outcome.REFUSED;
    }

    private Rows.Entry entry(Command command, @Nullable Refusal refusal) {
        Content content = command.content();
        String asset = touchedAsset(content);
        Rows.Balance after = asset == null ? null : balance(asset);
        return new Rows.Entry(
                account,
                command.commandId(),
                content.type().name(),
                asset,
                content.type().needsAmount() ? content.amount() : null,
                refusal == null ? "APPLIED" : "REFUSED",
                refusal == null ? null : refusal.name(),
                after == null ? null : after.balance(),
                after == null ? null : after.frozen());
    }

    private @Nullable String touchedAsset(Content content) {
        if (content.type() == CommandType.OPEN) {
            return null;
        }
        if (!content.type().takesAssetFromHold()) {
            return content.asset();
        }
        Rows.Hold hold = holds.get(given(content.holdId()));
        return hold == null ? null : hold.asset();
    }

    private @Nullable Refusal open(String commandId, String reference) {
        if (externalRef != null) {
            return externalRef.equals(reference) ? null : Refusal.ALREADY_OPEN;
        }
        Refusal refusal = registrar.register(account, commandId, reference);
        if (refusal == null) {
            externalRef = reference;
        }
        return refusal;
    }

    private @Nullable Refusal credit(String asset, BigDecimal amount) {
        Rows.Balance before = balance(asset);
        BigDecimal sum = before.balance().add(amount);
        if (sum.compareTo(BALANCE_BOUND) >= 0) {
            return Refusal.OVERFLOW;
        }
        put(asset, sum, before.frozen());
        return null;
    }

    private @Nullable Refusal debit(String asset, BigDecimal amount) {
        Rows.Balance before = balance(asset);
        if (before.balance().subtract(before.frozen()).compareTo(amount) < 0) {
            return Refusal.INSUFFICIENT_BALANCE;
        }
        put(asset, before.balance().subtract(amount), before.frozen());
        return null;
    }

    private @Nullable Refusal freeze(Content content, BigDecimal amount, String holdId) {
        Rows.Balance before = balance(content.asset());
        if (before.balance().subtract(before.frozen()).compareTo(amount) < 0) {
            return Refusal.INSUFFICIENT_BALANCE;
        }
        if (holds.containsKey(holdId)) {
            return Refusal.HOLD_EXISTS;
        }
        put(content.asset(), before.balance(), before.frozen().add(amount));
        holds.put(
                holdId,
                new Rows.Hold(account, holdId, content.asset(), amount, "OPEN", content.expiresAtMillis()));
        return null;
    }

    private @Nullable Refusal settle(String holdId, BigDecimal amount, long timeMillis) {
        Rows.Hold hold = holds.get(holdId);
        if (hold == null) {
            return Refusal.HOLD_UNKNOWN;
        }
        if (!hold.state().equals("OPEN")) {
            return Refusal.HOLD_CLOSED;
        }
        if (due(hold, timeMillis)) {
            return Refusal.HOLD_EXPIRED;
        }
        if (amount.compareTo(hold.amount()) > 0) {
            return Refusal.EXCEEDS_HOLD;
        }
        close(hold, "SETTLED", amount);
        return null;
    }

    private @Nullable Refusal release(String holdId, String state, long timeMillis) {
        Rows.Hold hold = holds.get(holdId);
        if (hold == null) {
            return Refusal.HOLD_UNKNOWN;
        }
        if (!hold.state().equals("OPEN")) {
            return Refusal.HOLD_CLOSED;
        }
        if (state.equals("EXPIRED") && !due(hold, timeMillis)) {
            return Refusal.NOT_DUE;
        }
        close(hold, state, BigDecimal.ZERO);
        return null;
    }

    private static boolean due(Rows.Hold hold, long timeMillis) {
        Long expiresAt = hold.expiresAtMillis();
        return expiresAt != null && timeMillis >= expiresAt;
    }

    private void close(Rows.Hold hold, String state, BigDecimal spent) {
        Rows.Balance before = balance(hold.asset());
        put(hold.asset(), before.balance().subtract(spent), before.frozen().subtract(hold.amount()));
        holds.put(
                hold.holdId(),
                new Rows.Hold(account, hold.holdId(), hold.asset(), hold.amount(), state, hold.expiresAtMillis()));
    }

    private void put(String asset, BigDecimal balance, BigDecimal frozen) {
        if (frozen.signum() < 0 || balance.compareTo(frozen) < 0) {
            throw new IllegalStateException("the model itself breaks 0 <= frozen <= balance on " + account);
        }
        balances.put(asset, new Rows.Balance(account, asset, balance, frozen));
    }

    private Rows.Balance balance(String asset) {
        return balances.getOrDefault(asset, new Rows.Balance(account, asset, BigDecimal.ZERO, BigDecimal.ZERO));
    }

    private static <T> T given(@Nullable T needed) {
        if (needed == null) {
            throw new IllegalStateException("a command that lacks what it needs is parked before it comes here");
        }
        return needed;
    }

    Map<String, Rows.Balance> balances() {
        return balances;
    }

    Map<String, Rows.Hold> holds() {
        return holds;
    }

    /** Every decided command in the order of the decisions. */
    Map<String, Decided> decided() {
        return decided;
    }

    /** Every answer in the order of the decisions, with those that are not remembered. */
    List<Rows.Entry> answers() {
        return answers;
    }

    @Nullable
    String externalRef() {
        return externalRef;
    }
}
