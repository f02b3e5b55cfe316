package dev.accountrisk.thirdtopic;

import dev.accountrisk.account.Outcome;
import dev.accountrisk.account.ParkReason;
import dev.accountrisk.engine.release.Dropped;
import dev.accountrisk.engine.release.ForeseenReferences;
import dev.accountrisk.engine.release.ParkedRecord;
import dev.accountrisk.engine.release.Preview;
import dev.accountrisk.engine.release.PreviewedRecord;
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

/** Releases parked visits. They hold nothing back. */
final class VisitRelease implements ReleaseStep<Visit> {
    private final String topic;
    private final ParkedRows rows = new ParkedRows();

    VisitRelease(String topic) {
        this.topic = topic;
    }

    @Override
    public boolean holdsBack(ParkReason reason) {
        return false;
    }

    @Override
    public Release releaseInTx(Connection connection, String account, long afterId, int limit,
            Function<ParkedRecord, Decoded<Visit>> decoder) throws SQLException {
        List<ReleasedRecord> released = new ArrayList<>();
        for (ParkedRecord record : rows.readInTx(connection, account, topic, afterId, limit)) {
            switch (decoder.apply(record)) {
                case Decoded.Valid<Visit>(Visit visit) -> {
                    rows.releasedInTx(connection, record.id());
                    VisitStore.addInTx(connection, List.of(visit));
                    released.add(new ReleasedRecord(record.id(), null));
                }
                case Decoded.Invalid<Visit> invalid -> {
                    rows.parkedAgainInTx(connection, record.id(), invalid.reason(), invalid.detail());
                    released.add(new ReleasedRecord(record.id(), invalid.reason()));
                }
                case Decoded.Ignored<Visit> _ -> throw new IllegalStateException("bug: an ignored record is released");
            }
        }
        return new Release(released, false, false);
    }

    @Override
    public Preview previewInTx(Connection connection, String account, int limit,
            Function<ParkedRecord, Decoded<Visit>> decoder, ForeseenReferences foreseen) throws SQLException {
        List<PreviewedRecord> records = rows.readInTx(connection, account, topic, 0, limit)
                .stream()
                .map(record -> decoder.apply(record) instanceof Decoded.Invalid<Visit> invalid
                        ? new PreviewedRecord(record.id(), Outcome.PARKED, invalid.reason().name(), List.of(),
                                List.of())
                        : new PreviewedRecord(record.id(), Outcome.APPLIED, null, List.of(), List.of()))
                .toList();
        return new Preview(records, records.size() < limit);
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
