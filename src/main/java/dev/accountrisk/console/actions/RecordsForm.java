package dev.accountrisk.console.actions;

import dev.accountrisk.actions.ActionKind;
import dev.accountrisk.console.page.BadQuestionException;
import dev.accountrisk.console.parked.ParkedCriteria;
import org.jspecify.annotations.Nullable;

/**
 * The fields of the form for an action on parked records, as the browser sends them.
 *
 * @param first at most this many, those that were parked first
 * @param rate  at most this many a second
 * @param stop  whether a release ends when a record stays parked
 * @param upTo  the last record that the page counted
 * @param value the corrected value of the one record
 */
record RecordsForm(@Nullable ActionKind kind, @Nullable Long id, @Nullable String reason, @Nullable String topic,
        @Nullable String account, @Nullable Integer first, @Nullable Integer rate, @Nullable Boolean stop,
        @Nullable Long upTo, @Nullable String value, @Nullable String why, @Nullable String formKey) {
    private static final int MOST = 1_000_000;

    RecordsForm {
        requireRange("the number of records", first);
        requireRange("the rate", rate);
    }

    private static void requireRange(String what, @Nullable Integer number) {
        if (number != null && (number < 0 || number > MOST)) {
            throw new BadQuestionException(what + " is from 0, for no limit, to " + MOST);
        }
    }

    /** What is done: releases or drops. */
    public ActionKind does() {
        if (kind == null || kind.queue() != ActionKind.Queue.RECORDS) {
            throw new BadQuestionException("kind is RELEASE or DROP");
        }
        return kind;
    }

    /** Which records. */
    public ParkedCriteria which() {
        return new ParkedCriteria(id, reason, topic, account);
    }

    /** At most this many records; 0 for all. */
    public int limit() {
        return first == null ? 0 : first;
    }

    ActionOrder order(long upToRecord) {
        ParkedCriteria which = which();
        return new ActionOrder(does(), which.id(), which.reason(), which.topic(), which.account(), upToRecord,
                rate == null ? 0 : rate, Boolean.TRUE.equals(stop) && does() == ActionKind.RELEASE, null, null, false);
    }
}
