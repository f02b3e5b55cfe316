package dev.accountrisk.risk;

import dev.accountrisk.account.ParkReason;
import dev.accountrisk.account.RiskUpdate;
import dev.accountrisk.engine.SliceStep;
import dev.accountrisk.engine.record.Received;
import dev.accountrisk.engine.record.Slice;
import dev.accountrisk.engine.release.Dropped;
import dev.accountrisk.engine.release.ParkedRecord;
import dev.accountrisk.engine.release.Release;
import dev.accountrisk.engine.release.ReleaseStep;
import dev.accountrisk.engine.release.ReleasedRecord;
import dev.accountrisk.parking.ParkedRows;
import dev.accountrisk.wire.Decoded;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/** Releases an account's parked risk updates. They hold nothing back, so no account has waited for them. */
final class RiskRelease implements ReleaseStep<RiskUpdate> {
    private final String topic;
    private final RiskStep step;
    private final ParkedRows rows = new ParkedRows();

    RiskRelease(String topic, RiskStep step) {
        this.topic = topic;
        this.step = step;
    }

    @Override
    public boolean holdsBack(ParkReason reason) {
        return false;
    }

    @Override
    public Release releaseInTx(Connection connection, String account, long afterId, int limit,
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
                case Decoded.Ignored<RiskUpdate> _ ->
                    throw new IllegalStateException("bug: an ignored record is released");
            }
        }
        if (!valid.isEmpty()) {
            Slice<RiskUpdate> slice = new Slice<>(records.getFirst().source(), valid.getFirst().offset(),
                    valid.getLast().offset() + 1, -1, valid);
            step.plan(slice).applyInTx(connection, SliceStep.Trust.LOCK_AND_LOOK);
        }
        return new Release(released, false, false);
    }

    @Override
    public Release refuseInTx(Connection connection, String account, long afterId, String detail) throws SQLException {
        return new Release(List.of(rows.refusedInTx(connection, account, topic, afterId, detail)), false, false);
    }

    @Override
    public Dropped dropInTx(Connection connection, List<String> sortedAccounts, List<Long> ids) throws SQLException {
        return new Dropped(rows.dropInTx(connection, ids), Set.of());
    }
}
