package dev.accountrisk.local;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** Which MySQL the local run starts. */
enum MySqlSetup {
    /** One server. */
    ONE,
    /** Three as a group with a single primary, and an address that follows it. */
    GROUP;

    static MySqlSetup parse(String text) {
        List<String> names = Arrays.stream(values()).map(setup -> setup.name().toLowerCase(Locale.ROOT)).toList();
        int index = names.indexOf(text);
        if (index < 0) {
            throw new IllegalArgumentException("--mysql is " + String.join(" or ", names) + ", not " + text);
        }
        return values()[index];
    }
}
