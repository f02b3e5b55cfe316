package dev.accountrisk.risk;

import dev.accountrisk.account.RiskState;
import java.util.function.IntSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Rows of one partition's accounts as this worker last committed or read them. They are a hint that saves a read before a write.
 * If somebody else changed a row, its version differs, the write does not match, and the slice runs again after a fresh read.
 *
 * <p>There are two halves. When the recent half is full it becomes the old half, and rows that were not put again since are
 * forgotten. That is nearly the least recently used order, without the cost of keeping an order at every read. Belongs to one
 * thread at a time.
 */
public final class RememberedStates {
    private final IntSupplier bound;
    private StateTable recent = new StateTable();
    private StateTable old = new StateTable();

    /** Keeps at most as many rows as the limit allows when a row is put. */
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
