package dev.accountrisk.redrive;

import dev.accountrisk.account.Entry;
import dev.accountrisk.account.ParkReason;
import dev.accountrisk.engine.Engines;
import dev.accountrisk.engine.Releases;
import dev.accountrisk.engine.Topic;
import dev.accountrisk.engine.release.Dropped;
import dev.accountrisk.engine.release.ForeseenReferences;
import dev.accountrisk.engine.release.ParkedRecord;
import dev.accountrisk.engine.release.Preview;
import dev.accountrisk.engine.release.Release;
import dev.accountrisk.parking.ParkedSummary;
import dev.accountrisk.wire.CorrectedValue;
import dev.accountrisk.wire.Decoded;
import dev.accountrisk.wire.InputRecord;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The parked records of one topic. */
record ParkedTopic<E extends Entry>(Topic<E> topic, Releases<E> releases) {
    private static final String LEFT_OUT = "the topic's mapping leaves this record out: drop it, or change the filter";

    static <E extends Entry> ParkedTopic<E> of(Topic<E> topic, Engines engines) {
        return new ParkedTopic<>(topic, engines.releases(topic));
    }

    /** The topic of a name, if it is one of this worker's. */
    static Optional<ParkedTopic<?>> find(List<ParkedTopic<?>> topics, String name) {
        return topics.stream().filter(topic -> topic.name().equals(name)).findFirst();
    }

    String name() {
        return topic.name();
    }

    /** Whether the record holds back its account. */
    boolean holdsBackAccountOf(ParkedSummary record) {
        return record.account() != null && record.topic().equals(name()) && releases.holdsBack(record.reason());
    }

    /** Decodes a record as a release would. One that the mapping leaves out by now has no way to be applied. */
    Decoded<E> decode(InputRecord record) {
        Decoded<E> decoded = topic.decoder().decode(record);
        return decoded instanceof Decoded.Ignored<E>
                ? new Decoded.Invalid<>(ParkReason.UNPROCESSABLE, LEFT_OUT)
                : decoded;
    }

    /** Releases an account's records, one of them with another value if there is a replacement. */
    Release release(String account, @Nullable Replacement replacement) throws SQLException {
        return releases.release(account, decoding(replacement));
    }

    /** What {@link #release} would do now, by what a snapshot shows. Changes nothing. */
    Preview previewInTx(Connection snapshot, String account, @Nullable Replacement replacement, int limit,
            ForeseenReferences foreseen) throws SQLException {
        return releases.previewInTx(snapshot, account, limit, decoding(replacement), foreseen);
    }

    private Function<ParkedRecord, Decoded<E>> decoding(@Nullable Replacement replacement) {
        return record -> decode(replacement != null && replacement.recordId() == record.id()
                ? CorrectedValue.in(record.input(), replacement.value())
                : record.input());
    }

    Dropped drop(List<String> sortedAccounts, List<Long> ids) throws SQLException {
        return releases.drop(sortedAccounts, ids);
    }
}
