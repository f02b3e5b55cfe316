package dev.accountrisk.redrive;

import dev.accountrisk.account.Entry;
import dev.accountrisk.account.ParkReason;
import dev.accountrisk.engine.Engines;
import dev.accountrisk.engine.Release;
import dev.accountrisk.engine.Releases;
import dev.accountrisk.engine.Topic;
import dev.accountrisk.wire.Decoded;
import dev.accountrisk.wire.InputRecord;
import java.sql.SQLException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The parked records of one topic. */
record ParkedTopic<E extends Entry>(Topic<E> topic, Releases<E> releases) {

    static <E extends Entry> ParkedTopic<E> of(Topic<E> topic, Engines engines) {
        return new ParkedTopic<>(topic, engines.releases(topic));
    }

    String name() {
        return topic.name();
    }

    boolean holdsBack(ParkReason reason) {
        return releases.holdsBack(reason);
    }

    /** Decodes a value as a release would. */
    Decoded<E> decode(InputRecord record) {
        return topic.decoder().decode(record);
    }

    /** Releases an account's records, one of them with another value if there is a replacement. */
    Release release(String account, @Nullable Replacement replacement) throws SQLException {
        return releases.release(account, record -> decode(new InputRecord(record.key(), record.timestampMillis(),
                replacement != null && replacement.recordId() == record.id() ? replacement.value() : record.value())));
    }

    Release drop(String account, List<Long> ids) throws SQLException {
        return releases.drop(account, ids);
    }
}
