package dev.accountrisk.redrive;

import dev.accountrisk.engine.Engines;
import dev.accountrisk.engine.Topic;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Says what a release would do now. The code of a release decides, on one snapshot of the tables. Changes nothing. Belongs to
 * one thread.
 */
public final class WhatIf {
    private final List<ParkedTopic<?>> topics;

    /** Answers for the topics of this worker. */
    public WhatIf(List<Topic<?>> topics, Engines engines) {
        this.topics = topics.stream().<ParkedTopic<?>>map(topic -> ParkedTopic.of(topic, engines)).toList();
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
                : Optional.of(WhatIfReport.of(parked.get().preview(account, replacement, limit)));
    }
}
