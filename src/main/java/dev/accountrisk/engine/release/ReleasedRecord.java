package dev.accountrisk.engine.release;

import dev.accountrisk.account.ParkReason;
import org.jspecify.annotations.Nullable;

/**
 * The result of releasing one parked record.
 *
 * @param parkedAgain why it stays parked, or null if it was applied, refused, stale or a duplicate
 */
public record ReleasedRecord(long id, @Nullable ParkReason parkedAgain) {}
