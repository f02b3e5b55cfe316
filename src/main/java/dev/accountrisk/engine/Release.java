package dev.accountrisk.engine;

import java.util.List;

/**
 * What became of parked records of an account.
 *
 * @param heldBack whether later records of the account still have to wait
 * @param blocked  whether one of these records stays parked, so that no later one may have its turn
 */
public record Release(List<ReleasedRecord> records, boolean heldBack, boolean blocked) {

    /** How many are no longer parked. */
    public long released() {
        return records.stream().filter(record -> record.parkedAgain() == null).count();
    }
}
