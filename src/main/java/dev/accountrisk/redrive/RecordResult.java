package dev.accountrisk.redrive;

import dev.accountrisk.account.ParkReason;
import dev.accountrisk.parking.ParkedState;
import org.jspecify.annotations.Nullable;

/**
 * What became of one parked record.
 *
 * @param reason why it stays parked, or null if it does not
 */
public record RecordResult(long id, ParkedState result, @Nullable ParkReason reason) {
    boolean isStillParked() {
        return result == ParkedState.PARKED;
    }
}
