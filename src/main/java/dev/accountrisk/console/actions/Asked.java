package dev.accountrisk.console.actions;

import dev.accountrisk.console.page.BadQuestionException;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What somebody sent by a form.
 *
 * @param formKey     another one in each form that is shown: the same one again is the same action
 * @param records     how many parked records match at this moment; null for an action on a position
 * @param replacement the corrected value of the one record, or null
 */
@SuppressWarnings("ArrayRecordComponent") // never compared: it only carries the bytes
record Asked(String formKey, ActionOrder order, String why, @Nullable Long records, byte @Nullable [] replacement) {
    private static final Pattern KEY = Pattern.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");
    private static final int WHY_MAX = 500;

    Asked {
        if (!KEY.matcher(formKey).matches()) {
            throw new BadQuestionException("the form has no key of its own: open its page again");
        }
        if (why.isBlank() || why.length() > WHY_MAX) {
            throw new BadQuestionException("the reason must have 1 to " + WHY_MAX + " characters");
        }
    }
}
