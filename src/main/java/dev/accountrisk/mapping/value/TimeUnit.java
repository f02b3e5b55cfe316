package dev.accountrisk.mapping.value;

import dev.accountrisk.wire.TextValue;
import tools.jackson.core.JsonParser;

/** In which unit a number is a time. */
public enum TimeUnit {
    /** Seconds since 1970. */
    S("s", 3),
    /** Milliseconds. */
    MS("ms", 0),
    /** Microseconds. */
    US("us", -3),
    /** Nanoseconds. */
    NS("ns", -6),
    /** No number: text in the form of ISO-8601 alone. */
    ISO("iso", 0);

    private final String spelling;
    private final int millisPower;

    TimeUnit(String spelling, int millisPower) {
        this.spelling = spelling;
        this.millisPower = millisPower;
    }

    /** How a mapping file spells it. */
    public String spelling() {
        return spelling;
    }

    /** A number of this unit as a number of milliseconds. A finer one is cut to them; milliseconds stay as they are. */
    public String millis(String number) {
        return millisPower == 0 ? number : Decimals.flooredTimesPowerOfTen(number, millisPower);
    }

    /**
     * The same for a short number, without text in between.
     *
     * @return whether it was done
     */
    public boolean shortMillis(JsonParser number, TextValue into) {
        return millisPower != 0 && ShortNumbers.flooredTimesPowerOfTen(number, millisPower, into);
    }
}
