package dev.accountrisk.console.actions;

import dev.accountrisk.actions.ActionKind;
import dev.accountrisk.actions.ActionState;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * What a release of one record and its account would do, as a worker found out.
 *
 * @param records the account's parked records, in the order in which they would be tried
 * @param whole   whether these are all of them
 */
record WhatIfView(List<Line> records, boolean whole) {
    /** A worker of a later version may say more. */
    private static final JsonMapper JSON = JsonMapper.builder()
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();
    static final String PARKED = "PARKED";

    /**
     * What becomes of one record.
     *
     * @param reason why it is refused, or stays parked; null for any other outcome
     */
    record Line(long id, String outcome, @Nullable String reason, List<Change> changes, List<String> events) {
        /** Whether it stays parked. */
        public boolean staysParked() {
            return outcome.equals(PARKED);
        }
    }

    /** A value before and after the record. */
    record Change(String what, String before, String after) {}

    /** Null if the action is another one, or is not done. */
    static @Nullable WhatIfView of(ActionView action) {
        return action.order().kind() == ActionKind.WHAT_IF && action.order().recordId() != null
                && action.state() == ActionState.DONE && action.result() != null
                        ? JSON.readValue(action.result(), WhatIfView.class)
                        : null;
    }

    /** How many records would no longer be parked. */
    public long done() {
        return records.stream().filter(line -> !line.staysParked()).count();
    }
}
