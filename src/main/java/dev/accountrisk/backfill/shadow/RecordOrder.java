package dev.accountrisk.backfill.shadow;

import dev.accountrisk.account.Entry;
import dev.accountrisk.backfill.plan.UnknownOrderException;
import dev.accountrisk.engine.record.Received;
import java.sql.SQLException;
import java.util.List;

/** Decides which records of a partition may be applied now. */
@FunctionalInterface
interface RecordOrder<E extends Entry> {
    /** The order of the partition, for topics whose accounts have their records in one partition each. */
    static <E extends Entry> RecordOrder<E> ofPartition() {
        return (records, positions) -> records.size();
    }

    /** Reads how far another partition of the topic was replayed. */
    @FunctionalInterface
    interface Positions {
        /** The offset after its last replayed record. */
        long nextOffset(int partition) throws SQLException;
    }

    /** How many of the records, from the first, may be applied now. The next one must wait for another partition. */
    int admit(List<Received<E>> records, Positions positions) throws SQLException, UnknownOrderException;
}
