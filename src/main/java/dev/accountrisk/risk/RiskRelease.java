package dev.accountrisk.risk;

import dev.accountrisk.account.Outcome;
import dev.accountrisk.account.ParkReason;
import dev.accountrisk.account.RiskUpdate;
import dev.accountrisk.engine.SliceStep;
import dev.accountrisk.engine.record.Received;
import dev.accountrisk.engine.record.Slice;
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
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;

/** Releases an account's parked risk updates. They hold nothing back, so no account has waited for them. */
final class RiskRelease implements ReleaseStep<RiskUpdate> {
    private final String topic;
    private final RiskStep step;
    private final RiskPreview preview;
    private final ParkedRows rows = new ParkedRows();

    RiskRelease(String topic, RiskStep step, RiskPreview preview) {
        this.topic = topic;
        this.step = step;
        this.preview = preview;
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
            step.applyInTx(connection, List.of(step.plan(slice)), SliceStep.Trust.LOCK_AND_LOOK);
        }
        return new Release(released, false, false);
    }

    @Override
    public Preview previewInTx(Connection connection, String account, int limit,
            Function<ParkedRecord, Decoded<RiskUpdate>> decoder, ForeseenReferences references) throws SQLException {
        List<ParkedRecord> records = rows.readInTx(connection, account, topic, 0, limit);
        List<Decoded<RiskUpdate>> decoded = records.stream().map(decoder).toList();
        List<RiskUpdate> updates = decoded.stream()
                .flatMap(one -> one instanceof Decoded.Valid<RiskUpdate>(RiskUpdate update)
                        ? Stream.of(update)
                        : Stream.empty())
                .toList();
        Iterator<RiskPreview.Foreseen> foreseen = preview.foreseeInTx(connection, account, updates).iterator();
        List<PreviewedRecord> previewed = new ArrayList<>();
        for (int index = 0; index < records.size(); index++) {
            long id = records.get(index).id();
            previewed.add(switch (decoded.get(index)) {
                case Decoded.Valid<RiskUpdate> _ -> {
                    RiskPreview.Foreseen next = foreseen.next();
                    yield new PreviewedRecord(id, next.outcome(), null, next.changes(), next.events());
                }
                case Decoded.Invalid<RiskUpdate> invalid ->
                    new PreviewedRecord(id, Outcome.PARKED, invalid.reason().name(), List.of(), List.of());
                case Decoded.Ignored<RiskUpdate> _ ->
                    throw new IllegalStateException("bug: an ignored record is released");
            });
        }
        boolean whole = records.isEmpty()
                || rows.readInTx(connection, account, topic, records.getLast().id(), 1).isEmpty();
        return new Preview(previewed, whole);
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
