package dev.accountrisk.thirdtopic;

import dev.accountrisk.engine.SliceStep;
import dev.accountrisk.engine.record.OutcomeCounts;
import dev.accountrisk.engine.record.Slice;
import dev.accountrisk.outbox.Outbox;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** Counts visits. It remembers nothing. */
record VisitStep(Outbox outbox) implements SliceStep<Visit> {
    @Override
    public Plan plan(Slice<Visit> slice) {
        return new VisitPlan(slice, outbox);
    }

    @Override
    public List<OutcomeCounts> applyInTx(Connection connection, List<? extends Plan> plans, Trust trust)
            throws SQLException {
        List<OutcomeCounts> counts = new ArrayList<>();
        for (Plan plan : plans) {
            counts.add(((VisitPlan) plan).applyInTx(connection));
        }
        return counts;
    }
}
