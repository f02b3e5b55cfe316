package dev.accountrisk.wire;

import dev.accountrisk.account.ParkReason;
import org.jspecify.annotations.Nullable;

/** The result of decoding a record. */
public sealed interface Decoded<T> {

    /** An event that keeps every rule of its topic. */
    record Valid<T>(T event) implements Decoded<T> {}

    /** A record that the topic's mapping leaves out. It is counted, and nothing else happens. */
    record Ignored<T>() implements Decoded<T> {}

    /**
     * A record that cannot be applied.
     *
     * @param detail  names the field and the rule in one line, and never quotes the record
     * @param entryId the event's or command's id, if the record's own content is valid
     */
    record Invalid<T>(ParkReason reason, String detail, @Nullable String entryId) implements Decoded<T> {
        /** A record whose own content is invalid. */
        public Invalid(ParkReason reason, String detail) {
            this(reason, detail, null);
        }
    }
}
