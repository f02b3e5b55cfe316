package dev.accountrisk.wire;

import dev.accountrisk.account.ParkReason;

/** What a record's bytes turned out to be. */
public sealed interface Decoded<T> {

    /** An event that keeps to every rule of its topic. */
    record Valid<T>(T event) implements Decoded<T> {}

    /**
     * A record that cannot be applied.
     *
     * @param detail names the field and the rule in one line, and never quotes the record
     */
    record Invalid<T>(ParkReason reason, String detail) implements Decoded<T> {}
}
