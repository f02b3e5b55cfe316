package dev.accountrisk.thirdtopic;

import dev.accountrisk.account.Entry;
import java.util.Comparator;

/** One visit of an account. */
record Visit(String accountUuid, String entryId) implements Entry {
    /** The order of the table's key. */
    static final Comparator<Visit> BY_KEY = Comparator.comparing(Visit::accountUuid).thenComparing(Visit::entryId);
}
