package dev.accountrisk.apply;

import java.util.List;

/**
 * What became of an account's parked records.
 *
 * @param heldBack whether the account's later commands still have to wait
 */
public record Release(List<ReleasedRecord> records, boolean heldBack) {

    /** How many are parked no more. */
    public long released() {
        return records.stream().filter(record -> record.parkedAgain() == null).count();
    }
}
