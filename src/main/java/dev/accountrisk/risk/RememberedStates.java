package dev.accountrisk.risk;

import dev.accountrisk.account.RiskState;
import java.util.function.IntSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Rows of one partition's accounts as this worker last committed or read them. A hint that saves the look before a write: a row
 * that somebody else changed has another version, so the write does not match, and the batch is run again from a fresh look.
 *
 * <p>Two halves: when the recent one is full it becomes the old one, and what was not put again since is forgotten. That is
 * nearly what the least recently used would be, without an order to keep up at every look. Belongs to one thread at a time.
 */
public final class RememberedStates {
    private final IntSupplier bound;
    private StateTable recent = new StateTable();
    private StateTable old = new StateTable();

    /** Keeps at most as many rows as the bound says at the time a row is put. */
    public RememberedStates(IntSupplier bound) {
        this.bound = bound;
    }

    /** Remembers nothing. */
    static RememberedStates none() {
        return new RememberedStates(() -> 0);
    }

    @Nullable
    RiskState get(String accountUuid) {
        RiskState state = recent.get(accountUuid);
        return state != null ? state : old.get(accountUuid);
    }

    void put(String accountUuid, RiskState state) {
        int most = bound.getAsInt();
        if (most < 2) {
            return;
        }
        if (recent.size() >= most / 2) {
            StateTable emptied = old;
            emptied.clear();
            old = recent;
            recent = emptied;
        }
        recent.put(accountUuid, state);
    }

    void forgetAll() {
        recent.clear();
        old.clear();
    }
}
