package dev.accountrisk.account;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * A part of a balance that is frozen.
 *
 * @param expiresAtMillis when the hold is due, or null if it never is
 */
public record Hold(String holdId, String asset, BigDecimal amount, HoldState state, @Nullable Long expiresAtMillis) {

    boolean isOpen() {
        return state == HoldState.OPEN;
    }

    boolean isDue(long timeMillis) {
        return expiresAtMillis != null && timeMillis >= expiresAtMillis;
    }

    Hold closed(HoldState how) {
        return new Hold(holdId, asset, amount, how, expiresAtMillis);
    }
}
