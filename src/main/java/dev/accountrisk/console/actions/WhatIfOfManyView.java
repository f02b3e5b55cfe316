package dev.accountrisk.console.actions;

import dev.accountrisk.actions.ActionKind;
import dev.accountrisk.actions.ActionState;
import dev.accountrisk.console.page.Words;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * What a release of the first records that match would do, as a worker found out. Sums are of all that it looked at; the lists may be
 * cut.
 *
 * @param matching   how many records match
 * @param allCounted whether these are all; if not, there are more
 * @param chosen     how many of them were chosen: those that were parked first
 * @param leftOut    how many of the chosen ones were not looked at
 * @param sums       how the records end
 * @param told       the events that would leave
 * @param accountsIn how many accounts were looked at
 * @param accounts   these accounts, or the first of them, in the order in which a release goes
 */
record WhatIfOfManyView(long matching, boolean allCounted, int chosen, LeftOut leftOut, List<Sum> sums,
        List<Told> told, int accountsIn, List<Account> accounts) {
    /** A worker of a later version may say more. */
    private static final JsonMapper JSON = JsonMapper.builder()
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();
    private static final Words WORDS = new Words();

    /**
     * Chosen records that were not looked at.
     *
     * @param overLimit  too many records of the same account come before them
     * @param unreached  the records or the time of one look were used up
     * @param otherTopic the worker does not consume their topic
     */
    record LeftOut(int overLimit, int unreached, int otherTopic) {
        int all() {
            return overLimit + unreached + otherTopic;
        }
    }

    /**
     * How many records end in the same way.
     *
     * @param others how many that were not chosen themselves, and are tried because they belong to the same accounts
     */
    record Sum(String outcome, @Nullable String reason, int chosen, int others) {}

    /** How many events of a type. */
    record Told(String type, int events) {}

    /**
     * What becomes of an account.
     *
     * @param stayParked how many of its records that were looked at stay parked
     * @param whole      whether all its parked records of the topic were looked at
     */
    record Account(String account, String topic, int chosen, int others, int stayParked, boolean whole,
            List<WhatIfView.Change> changes, List<TriedRecord> records) {}

    /** What becomes of one record. */
    record TriedRecord(long id, boolean chosen, String outcome, @Nullable String reason, List<String> events) {
        /** Whether it stays parked. */
        public boolean staysParked() {
            return outcome.equals(WhatIfView.PARKED);
        }
    }

    /** Null if the action is another one, or is not done. */
    static @Nullable WhatIfOfManyView of(ActionView action) {
        return action.order().kind() == ActionKind.WHAT_IF && action.order().recordId() == null
                && action.state() == ActionState.DONE && action.result() != null
                        ? JSON.readValue(action.result(), WhatIfOfManyView.class)
                        : null;
    }

    /** The answer, in one sentence. */
    public String headline() {
        if (chosen == 0) {
            return "Nothing matches that a release takes: it would do nothing.";
        }
        String all = (allCounted ? "" : "more than ") + WORDS.count(matching, "record");
        String which = chosen < matching || !allCounted
                ? "the first " + WORDS.number(chosen) + " of " + all
                : (chosen == 1 ? "" : "all ") + all;
        List<String> ends = ends(Sum::chosen);
        if (leftOut.all() > 0) {
            ends.add(WORDS.number(leftOut.all()) + (leftOut.all() == 1 ? " was" : " were") + " not looked at");
        }
        return "Of " + which + ", " + String.join(", ", ends) + ".";
    }

    /** What becomes of the other records of the same accounts. */
    public String othersLine() {
        int others = sums.stream().mapToInt(Sum::others).sum();
        return others == 0
                ? "It would try no other record."
                : "It would try " + WORDS.count(others, "other record") + " of the same accounts too: "
                        + String.join(", ", ends(Sum::others)) + ".";
    }

    /** How many records that were not chosen are counted, and not in the list. */
    public int othersNotListed() {
        return sums.stream().mapToInt(Sum::others).sum() - accounts.stream()
                .mapToInt(account -> (int) account.records().stream().filter(line -> !line.chosen()).count())
                .sum();
    }

    private List<String> ends(ToIntFunction<Sum> number) {
        List<String> ends = new ArrayList<>();
        add(ends, number, " would be applied", "APPLIED");
        add(ends, number, " would be refused", "REFUSED");
        add(ends, number, " would change nothing", "DUPLICATE", "STALE");
        add(ends, number, " would park again", WhatIfView.PARKED);
        return ends;
    }

    private void add(List<String> ends, ToIntFunction<Sum> number, String what, String... outcomes) {
        int records = sums.stream().filter(sum -> List.of(outcomes).contains(sum.outcome())).mapToInt(number).sum();
        if (records > 0) {
            ends.add(WORDS.number(records) + what);
        }
    }
}
