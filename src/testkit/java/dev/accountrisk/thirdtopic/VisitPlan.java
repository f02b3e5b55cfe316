package dev.accountrisk.thirdtopic;

import dev.accountrisk.engine.SliceStep;
import dev.accountrisk.engine.record.OutcomeCounts;
import dev.accountrisk.engine.record.Received;
import dev.accountrisk.engine.record.Slice;
import dev.accountrisk.outbox.Outbox;
import dev.accountrisk.parking.ParkedStore;
import dev.accountrisk.wire.Decoded;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** Counts the visits of a slice and parks the rest. It needs no old state, so it locks nothing. */
final class VisitPlan implements SliceStep.Plan {
    private final ParkedStore parked;
    private final List<Visit> visits = new ArrayList<>();
    private final List<ParkedStore.Row> toPark = new ArrayList<>();
    private int ignored;

    VisitPlan(Slice<Visit> slice, Outbox outbox) {
        this.parked = new ParkedStore(outbox);
        for (Received<Visit> record : slice.records()) {
            switch (record.decoded()) {
                case Decoded.Valid<Visit>(Visit visit) -> visits.add(visit);
                case Decoded.Invalid<Visit> invalid -> toPark.add(
                        new ParkedStore.Row(slice.source(), record, invalid.reason(), invalid.detail()));
                case Decoded.Ignored<Visit> _ -> ignored++;
            }
        }
    }

    @Override
    public List<String> accountsToLock() {
        return List.of();
    }

    OutcomeCounts applyInTx(Connection connection) throws SQLException {
        VisitStore.addInTx(connection, visits);
        parked.insertInTx(connection, toPark);
        return new OutcomeCounts(visits.size(), 0, 0, 0, toPark.size(), ignored);
    }
}
