package dev.accountrisk.account;

import static java.util.Objects.requireNonNull;

import java.math.BigDecimal;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The balances, holds and registration of one account while a batch is folded over them. A command changes all of it or
 * nothing, because every check comes before the first change.
 */
final class Ledger {
    private final AccountSnapshot before;
    private final Map<String, Balance> balances = new HashMap<>();
    private final Map<String, Balance> touched = new TreeMap<>();
    private final Map<String, Hold> changedHolds = new TreeMap<>();
    private @Nullable String newExternalRef;

    Ledger(AccountSnapshot before) {
        this.before = before;
    }

    /** Applies a command and returns null; or changes nothing and returns why. */
    @Nullable
    Refusal apply(Command command) {
        return switch (command.type()) {
            case OPEN -> open(requireNonNull(command.externalRef()));
            case CREDIT -> credit(command.asset(), requireNonNull(command.amount()));
            case DEBIT -> debit(command.asset(), requireNonNull(command.amount()));
            case FREEZE -> freeze(command, requireNonNull(command.amount()), requireNonNull(command.holdId()));
            case SETTLE -> settle(command, requireNonNull(command.amount()));
            case REFUND -> refund(command);
            case EXPIRE -> expire(command);
        };
    }

    private @Nullable Refusal open(String externalRef) {
        String registered = newExternalRef != null ? newExternalRef : before.externalRef();
        if (registered != null) {
            return registered.equals(externalRef) ? null : Refusal.ALREADY_OPEN;
        }
        String owner = before.referenceOwners().get(externalRef);
        if (owner != null && !owner.equals(before.accountUuid())) {
            return Refusal.ALREADY_EXISTS;
        }
        newExternalRef = externalRef;
        return null;
    }

    private @Nullable Refusal credit(String asset, BigDecimal amount) {
        Balance held = balance(asset);
        BigDecimal sum = held.balance().add(amount);
        if (Amounts.overflows(sum)) {
            return Refusal.OVERFLOW;
        }
        put(asset, new Balance(sum, held.frozen()));
        return null;
    }

    private @Nullable Refusal debit(String asset, BigDecimal amount) {
        Balance held = balance(asset);
        if (held.available().compareTo(amount) < 0) {
            return Refusal.INSUFFICIENT_BALANCE;
        }
        put(asset, new Balance(held.balance().subtract(amount), held.frozen()));
        return null;
    }

    private @Nullable Refusal freeze(Command command, BigDecimal amount, String holdId) {
        Balance held = balance(command.asset());
        if (held.available().compareTo(amount) < 0) {
            return Refusal.INSUFFICIENT_BALANCE;
        }
        if (hold(holdId) != null) {
            return Refusal.HOLD_EXISTS;
        }
        put(command.asset(), new Balance(held.balance(), held.frozen().add(amount)));
        changedHolds.put(holdId,
                new Hold(holdId, command.asset(), amount, HoldState.OPEN, command.expiresAtMillis()));
        return null;
    }

    private @Nullable Refusal settle(Command command, BigDecimal amount) {
        Hold hold = hold(requireNonNull(command.holdId()));
        if (hold == null) {
            return Refusal.HOLD_UNKNOWN;
        }
        if (!hold.isOpen()) {
            return Refusal.HOLD_CLOSED;
        }
        if (hold.isDue(command.timeMillis())) {
            return Refusal.HOLD_EXPIRED;
        }
        if (amount.compareTo(hold.amount()) > 0) {
            return Refusal.EXCEEDS_HOLD;
        }
        close(hold, HoldState.SETTLED, amount);
        return null;
    }

    private @Nullable Refusal refund(Command command) {
        Hold hold = hold(requireNonNull(command.holdId()));
        if (hold == null) {
            return Refusal.HOLD_UNKNOWN;
        }
        if (!hold.isOpen()) {
            return Refusal.HOLD_CLOSED;
        }
        close(hold, HoldState.REFUNDED, BigDecimal.ZERO);
        return null;
    }

    private @Nullable Refusal expire(Command command) {
        Hold hold = hold(requireNonNull(command.holdId()));
        if (hold == null) {
            return Refusal.HOLD_UNKNOWN;
        }
        if (!hold.isOpen()) {
            return Refusal.HOLD_CLOSED;
        }
        if (!hold.isDue(command.timeMillis())) {
            return Refusal.NOT_DUE;
        }
        close(hold, HoldState.EXPIRED, BigDecimal.ZERO);
        return null;
    }

    /** Takes an amount from the balance and frees the whole hold. */
    private void close(Hold hold, HoldState how, BigDecimal taken) {
        Balance held = balance(hold.asset());
        put(hold.asset(), new Balance(held.balance().subtract(taken), held.frozen().subtract(hold.amount())));
        changedHolds.put(hold.holdId(), hold.closed(how));
    }

    /** The asset that a command is about: the asset of its hold if that exists; null if none is known. */
    @Nullable
    String assetOf(Command command) {
        return switch (command.type()) {
            case OPEN -> null;
            case CREDIT, DEBIT, FREEZE -> command.asset();
            case SETTLE, REFUND, EXPIRE -> {
                Hold hold = hold(requireNonNull(command.holdId()));
                yield hold == null ? null : hold.asset();
            }
        };
    }

    Balance balance(String asset) {
        // as few digits as it needs, because that makes every later sum cheaper
        return balances.computeIfAbsent(asset, named -> before.balance(named).canonical());
    }

    private void put(String asset, Balance balance) {
        balances.put(asset, balance);
        touched.put(asset, balance);
    }

    private @Nullable Hold hold(String holdId) {
        Hold changed = changedHolds.get(holdId);
        return changed != null ? changed : before.holds().get(holdId);
    }

    /** The rows that are new or have another value, in key order. */
    Map<String, Balance> changedBalances() {
        touched.entrySet().removeIf(row -> row.getValue().equals(before.balances().get(row.getKey())));
        return touched;
    }

    /** The holds that are new or closed, in key order. */
    Map<String, Hold> changedHolds() {
        return changedHolds;
    }

    @Nullable
    String newExternalRef() {
        return newExternalRef;
    }
}
