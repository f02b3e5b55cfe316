package dev.accountrisk.console.accounts;

import dev.accountrisk.console.page.BadQuestionException;
import dev.accountrisk.console.page.TimeParameter;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An earlier moment that balances are asked of: a time or an offset, or none.
 *
 * @param offset    the last record that is to count, or null
 * @param partition the record's; null for the one that the account's newest command came from
 */
record PastMoment(@Nullable Instant time, @Nullable Long offset, @Nullable Integer partition) {
    /**
     * Reads it.
     *
     * @throws BadQuestionException if it is no time or no offset, or both
     */
    static PastMoment of(@Nullable String at, @Nullable Long offset, @Nullable Integer partition) {
        Instant time = TimeParameter.read("at", at);
        if (time != null && offset != null) {
            throw new BadQuestionException("at and offset are two questions: ask one of them");
        }
        if ((offset != null && offset < 0) || (partition != null && partition < 0)) {
            throw new BadQuestionException("offset and partition are numbers from 0 on");
        }
        return new PastMoment(time, offset, partition);
    }
}
