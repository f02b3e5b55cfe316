package dev.accountrisk.apply;

import dev.accountrisk.account.RiskUpdate;
import dev.accountrisk.wire.Decoded;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** An account's parked risk updates on their way through the risk step. They hold nothing back, so there is nothing to open. */
final class RiskRelease {
    private final String topic;
    private final RiskStep step;
    private final ParkedRows rows = new ParkedRows();

    RiskRelease(String topic, RiskStep step) {
        this.topic = topic;
        this.step = step;
    }

    /** The database refuses the next record. */
    ReleasedRecord refusedInTx(Connection connection, String account, long afterId, String detail)
            throws SQLException {
        return rows.refusedInTx(connection, account, topic, afterId, detail);
    }

    /** Applies the next few records of an account that can be applied now. */
    Release releaseInTx(Connection connection, String account, long afterId, int limit,
            Function<ParkedRecord, Decoded<RiskUpdate>> decoder) throws SQLException {
        List<Received<RiskUpdate>> valid = new ArrayList<>();
        List<ReleasedRecord> released = new ArrayList<>();
        List<ParkedRecord> records = rows.readInTx(connection, account, topic, afterId, limit);
        for (ParkedRecord record : records) {
            switch (decoder.apply(record)) {
                case Decoded.Valid<RiskUpdate> update -> {
                    rows.releasedInTx(connection, record.id());
                    valid.add(new Received<>(record.offset(), record.timestampMillis(), record.key(), record.value(),
                            update));
                    released.add(new ReleasedRecord(record.id(), null));
                }
                case Decoded.Invalid<RiskUpdate> invalid -> {
                    rows.parkedAgainInTx(connection, record.id(), invalid.reason(), invalid.detail());
                    released.add(new ReleasedRecord(record.id(), invalid.reason()));
                }
            }
        }
        if (!valid.isEmpty()) {
            Batch<RiskUpdate> batch = new Batch<>(records.getFirst().source(), valid.getFirst().offset(),
                    valid.getLast().offset() + 1, -1, valid);
            // with the rows locked: nothing is remembered of them here
            step.plan(batch).applyInTx(connection, true);
        }
        return new Release(released, false);
    }
}
