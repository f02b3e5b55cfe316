package dev.accountrisk.console.page;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import org.jspecify.annotations.Nullable;

/** A time in an address: an instant as scripts write it, or a local time as browsers send it, which is UTC here. */
public final class TimeParameter {
    private TimeParameter() {}

    /**
     * Reads it; null if there is none.
     *
     * @throws BadQuestionException if it is no time
     */
    public static @Nullable Instant read(String name, @Nullable String text) {
        if (text == null || text.isBlank()) {
            return null;
        }
        try {
            return text.strip().endsWith("Z")
                    ? Instant.parse(text.strip())
                    : LocalDateTime.parse(text.strip()).toInstant(ZoneOffset.UTC);
        } catch (DateTimeParseException wrong) {
            throw new BadQuestionException(name + " is a time in UTC, such as 2026-11-29T14:02:31Z", wrong);
        }
    }
}
