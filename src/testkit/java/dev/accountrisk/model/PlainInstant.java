package dev.accountrisk.model;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.format.DateTimeFormatter;
import java.time.format.ResolverStyle;
import java.util.Locale;

/** The contract's instants, piece by piece: date, {@code T}, time, fraction, offset. */
final class PlainInstant {
    private static final DateTimeFormatter MINUTES = strict("HH:mm");
    private static final DateTimeFormatter SECONDS = strict("HH:mm:ss");
    private static final String DIGITS = "0123456789";

    private PlainInstant() {}

    private static DateTimeFormatter strict(String pattern) {
        return DateTimeFormatter.ofPattern(pattern, Locale.ROOT).withResolverStyle(ResolverStyle.STRICT);
    }

    /** Epoch milliseconds of any size, cut downwards. */
    static BigDecimal epochMillis(String anyCase) {
        String text = anyCase.replace('t', 'T').replace('z', 'Z');
        int timeStart = text.indexOf('T') + 1;
        int offsetStart = offsetStart(text, timeStart);
        LocalDate date = LocalDate.parse(text.substring(0, Math.max(timeStart - 1, 0)));
        String[] time = text.substring(timeStart, offsetStart).split("[.]", -1);
        LocalTime clock = LocalTime.parse(time[0], time[0].length() > 5 ? SECONDS : MINUTES);
        if (time.length > 1 && (time.length > 2 || time[0].length() < 8 || !isDigits(time[1]))) {
            throw new DateTimeException("a fraction is a point and digits, after seconds");
        }
        BigDecimal fraction = time.length > 1 ? new BigDecimal("0." + time[1]) : BigDecimal.ZERO;
        long seconds = clock.toSecondOfDay() - offsetSeconds(text.substring(offsetStart));
        return BigDecimal.valueOf(date.toEpochDay())
                .multiply(BigDecimal.valueOf(86_400))
                .add(BigDecimal.valueOf(seconds))
                .add(fraction)
                .movePointRight(3)
                .setScale(0, RoundingMode.FLOOR);
    }

    private static int offsetStart(String text, int from) {
        for (int at = from; at < text.length(); at++) {
            if ("Z+-".indexOf(text.charAt(at)) >= 0) {
                return at;
            }
        }
        throw new DateTimeException("no offset");
    }

    private static long offsetSeconds(String offset) {
        if (offset.equals("Z")) {
            return 0;
        }
        String digits = offset.substring(1);
        String spelled = switch (digits.length()) {
            case 2 -> digits + ":00";
            case 4 -> digits.substring(0, 2) + ":" + digits.substring(2);
            default -> digits;
        };
        long seconds = LocalTime.parse(spelled, MINUTES).toSecondOfDay();
        return offset.charAt(0) == '-' ? -seconds : seconds;
    }

    private static boolean isDigits(String text) {
        return !text.isEmpty() && text.chars().allMatch(character -> DIGITS.indexOf(character) >= 0);
    }
}
