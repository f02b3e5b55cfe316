package dev.accountrisk.redrive;

import dev.accountrisk.database.Transactions;
import dev.accountrisk.engine.Engines;
import dev.accountrisk.engine.Topic;
import dev.accountrisk.engine.release.ForeseenReferences;
import dev.accountrisk.job.StopSignal;
import dev.accountrisk.parking.ParkedSelection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Says what a release would do now. The code of a release decides, on one snapshot of the tables, in a transaction that may only read.
 * Changes nothing. Belongs to one thread.
 */
public final class WhatIf {
    private final List<ParkedTopic<?>> topics;
    private final Transactions transactions;

    /** Answers for the topics of this worker. */
    public WhatIf(List<Topic<?>> topics, Engines engines, Transactions transactions) {
        this.topics = topics.stream().<ParkedTopic<?>>map(topic -> ParkedTopic.of(topic, engines)).toList();
        this.transactions = transactions;
    }

    /**
     * What a release of an account's parked records would do. Empty if the topic is not one of this worker's.
     *
     * @param replacement a corrected value for one of the records, or null
     * @param limit       how many records to look at, at most: those that were parked first
     */
    public Optional<WhatIfReport> preview(String topic, String account, @Nullable Replacement replacement, int limit)
            throws SQLException {
        Optional<ParkedTopic<?>> parked = ParkedTopic.find(topics, topic);
        return parked.isEmpty()
                ? Optional.empty()
                : Optional.of(WhatIfReport.of(transactions.readSnapshot(snapshot -> parked.get()
                        .previewInTx(snapshot, account, replacement, limit, new ForeseenReferences()))));
    }

    /**
     * What a release of the first records of a selection would do: as a release, it tries all parked records of each account of which
     * one is chosen. Empty if it was told to stop.
     */
    public Optional<WhatIfOfMany> previewFirst(ParkedSelection selection, WhatIfLimits limits, StopSignal stop)
            throws SQLException {
        return transactions
                .readSnapshot(snapshot -> new ManyPreview(topics, limits, stop).runInTx(snapshot, selection));
    }
}
