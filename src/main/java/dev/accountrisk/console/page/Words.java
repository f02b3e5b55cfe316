package dev.accountrisk.console.page;

import dev.accountrisk.account.Amounts;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** How all pages write numbers, amounts and times. What is not known is written as unknown, never as 0. */
@Component("words")
public class Words {
    private static final String UNKNOWN = "unknown";
    private static final DateTimeFormatter UTC = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss", Locale.ROOT)
            .withZone(ZoneOffset.UTC);

    /** A time in UTC. */
    public String utc(@Nullable Instant time) {
        return time == null ? UNKNOWN : UTC.format(time) + " UTC";
    }

    /** How far a time is from now: {@code 6 min ago}, {@code in 8 min}. */
    public String relative(@Nullable Instant time, Instant now) {
        if (time == null) {
            return UNKNOWN;
        }
        Duration since = Duration.between(time, now);
        return since.isNegative() ? "in " + lasting(since.negated()) : lasting(since) + " ago";
    }

    /** A duration in its largest unit. */
    public String lasting(@Nullable Duration duration) {
        if (duration == null) {
            return UNKNOWN;
        }
        if (duration.toSeconds() < 60) {
            return duration.toSeconds() + " s";
        }
        if (duration.toMinutes() < 60) {
            return duration.toMinutes() + " min";
        }
        return duration.toHours() < 48 ? duration.toHours() + " h" : duration.toDays() + " days";
    }

    /** A number with its thousands apart. */
    public String number(@Nullable Number number) {
        return number == null ? UNKNOWN : String.format(Locale.ROOT, "%,d", number.longValue());
    }

    /** Records a second, with a digit after the point where there are few. */
    public String rate(@Nullable Double perSecond) {
        if (perSecond == null) {
            return UNKNOWN;
        }
        return perSecond < 0.1
                ? "less than 0.1/s"
                : String.format(Locale.ROOT, perSecond < 10 ? "%.1f/s" : "%,.0f/s", perSecond);
    }

    /** An amount without zeros that say nothing. */
    public String amount(@Nullable BigDecimal amount) {
        return amount == null ? UNKNOWN : Amounts.text(amount);
    }

    /** A number and its noun: {@code 1 record}, {@code 2 records}. */
    public String count(@Nullable Number number, String noun) {
        return number(number) + " " + noun + (number != null && number.longValue() == 1 ? "" : "s");
    }

    /** A text, or that it is not known. */
    public String known(@Nullable Object value) {
        return value == null || value.toString().isEmpty() ? UNKNOWN : value.toString();
    }
}
