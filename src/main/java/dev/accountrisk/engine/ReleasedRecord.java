package dev.accountrisk.engine;

import dev.accountrisk.account.ParkReason;
import org.jspecify.annotations.Nullable;

/**
 * What became of a parked record that was released.
 *
 * @param parkedAgain why it stays parked, or null when it was applied, refused, stale or a duplicate
 */
public record ReleasedRecord(long id, @Nullable ParkReason parkedAgain) {}
