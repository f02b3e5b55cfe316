package dev.accountrisk.wire;

import java.time.Instant;
import java.time.LocalDate;

/** Writes times like {@link Instant#toString()}, but without its formatter, which costs more than the rest of an event. */
final class Rfc3339 {
    private static final long DAY_MILLIS = 86_400_000;
    /** Only times of the years 0 to 9999 can be written. */
    private static final long FROM_MILLIS = Instant.parse("0000-01-01T00:00:00Z").toEpochMilli();
    private static final long TO_MILLIS = Instant.parse("9999-12-31T23:59:59.999Z").toEpochMilli();

    private Rfc3339() {}

    static boolean canSpell(long epochMillis) {
        return epochMillis >= FROM_MILLIS && epochMillis <= TO_MILLIS;
    }

    static void append(long epochMillis, StringBuilder text) {
        LocalDate date = LocalDate.ofEpochDay(Math.floorDiv(epochMillis, DAY_MILLIS));
        int millisOfDay = (int) Math.floorMod(epochMillis, DAY_MILLIS);
        twoDigits(date.getYear() / 100, text);
        twoDigits(date.getYear() % 100, text);
        text.append('-');
        twoDigits(date.getMonthValue(), text);
        text.append('-');
        twoDigits(date.getDayOfMonth(), text);
        text.append('T');
        twoDigits(millisOfDay / 3_600_000, text);
        text.append(':');
        twoDigits(millisOfDay / 60_000 % 60, text);
        text.append(':');
        twoDigits(millisOfDay / 1_000 % 60, text);
        int millis = millisOfDay % 1_000;
        if (millis != 0) {
            text.append('.').append((char) ('0' + millis / 100));
            twoDigits(millis % 100, text);
        }
        text.append('Z');
    }

    private static void twoDigits(int value, StringBuilder text) {
        text.append((char) ('0' + value / 10)).append((char) ('0' + value % 10));
    }
}
