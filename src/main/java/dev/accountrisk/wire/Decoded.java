package dev.accountrisk.wire;

import dev.accountrisk.account.ParkReason;
import org.jspecify.annotations.Nullable;

/** What a record's bytes turned out to be. */
public sealed interface Decoded<T> {

    /** An event that keeps to every rule of its topic. */
    record Valid<T>(T event) implements Decoded<T> {}

    /**
     * A record that cannot be applied.
     *
     * @param detail  names the field and the rule in one line, and never quotes the record
     * @param entryId the event's or command's id, where the record itself is in order
     */
    record Invalid<T>(ParkReason reason, String detail, @Nullable String entryId) implements Decoded<T> {
        /** A record that is not in order. */
        public Invalid(ParkReason reason, String detail) {
            this(reason, detail, null);
        }
    }
}
