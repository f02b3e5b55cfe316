package dev.accountrisk.engine.release;

import java.util.List;

/**
 * What a release would make of the first parked records of an account, at one moment.
 *
 * @param whole whether no later record would be tried with them
 */
public record Preview(List<PreviewedRecord> records, boolean whole) {
    public Preview {
        records = List.copyOf(records);
    }
}
