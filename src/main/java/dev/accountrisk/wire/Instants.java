package dev.accountrisk.wire;

import java.time.Instant;
import java.time.LocalDate;
import java.time.Month;
import java.time.chrono.IsoChronology;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads ISO-8601 instants in extended form, as the contract limits them. {@link Instant#parse} reads other texts: it takes
 * leap seconds and 24:00, needs seconds, and allows at most nine digits after the point.
 */
final class Instants {
    private static final Pattern FORM = Pattern.compile("""
            (?<year>[0-9]{4}|[+][0-9]{5,9}|-(?!0+-)[0-9]{4,9})-(?<month>0[1-9]|1[0-2])-(?<day>[0-9]{2})\
            [Tt](?<hour>[01][0-9]|2[0-3]):(?<minute>[0-5][0-9])(:(?<second>[0-5][0-9])([.](?<fraction>[0-9]+))?)?\
            ([Zz]|(?<offsetSign>[+-])(?<offsetHour>[01][0-9]|2[0-3])(:?(?<offsetMinute>[0-5][0-9]))?)""");

    private static final long SECONDS_PER_MINUTE = 60;
    private static final long SECONDS_PER_HOUR = 3_600;
    private static final long SECONDS_PER_DAY = 86_400;
    private static final long NANOS_PER_MILLI = 1_000_000;

    private Instants() {}

    /** Reads one instant and cuts it to milliseconds; returns null if the text is not an instant. */
    static @Nullable Instant parse(String text) {
        Matcher parts = FORM.matcher(text);
        if (!parts.matches()) {
            return null;
        }
        int year = number(parts, "year");
        Month month = Month.of(number(parts, "month"));
        int day = number(parts, "day");
        if (day < 1 || day > month.length(IsoChronology.INSTANCE.isLeapYear(year))) {
            return null;
        }
        long localSecond = LocalDate.of(year, month, day).toEpochDay() * SECONDS_PER_DAY
                + number(parts, "hour") * SECONDS_PER_HOUR
                + number(parts, "minute") * SECONDS_PER_MINUTE
                + number(parts, "second");
        return Instant.ofEpochSecond(localSecond - offsetSeconds(parts), millis(parts) * NANOS_PER_MILLI);
    }

    private static long offsetSeconds(Matcher parts) {
        long seconds = number(parts, "offsetHour") * SECONDS_PER_HOUR
                + number(parts, "offsetMinute") * SECONDS_PER_MINUTE;
        return "-".equals(parts.group("offsetSign")) ? -seconds : seconds;
    }

    private static int millis(Matcher parts) {
        String fraction = parts.group("fraction");
        return fraction == null ? 0 : Integer.parseInt((fraction + "00").substring(0, 3));
    }

    /** A part's value; a part that is absent counts as zero. */
    private static int number(Matcher parts, String name) {
        String digits = parts.group(name);
        return digits == null ? 0 : Integer.parseInt(digits);
    }
}
