package dev.accountrisk.engine.release;

import java.util.List;

/**
 * The result of releasing parked records of an account.
 *
 * @param heldBack whether later records of the account must still wait
 * @param blocked  whether one of these records stays parked, so that no later one may be tried
 */
public record Release(List<ReleasedRecord> records, boolean heldBack, boolean blocked) {

    /** How many are no longer parked. */
    public long released() {
        return records.stream().filter(record -> record.parkedAgain() == null).count();
    }
}
