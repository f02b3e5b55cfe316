package dev.accountrisk.console.accounts;

import java.math.BigDecimal;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A hold. The components are named as the attributes of the row.
 *
 * @param expiresAt when it is due, or null if never
 */
record Hold(String holdId, String asset, BigDecimal amount, String state, @Nullable Instant expiresAt) {}
