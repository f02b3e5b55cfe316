package dev.accountrisk.model;

import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Gives each account a reference of its own: who wins a race for one may differ when it is run again, and so may what was told.
 */
public final class OwnReferences {
    private static final Pattern REFERENCE = Pattern.compile("\"ref-\\d+\"");

    private OwnReferences() {}

    /** The record with such a reference, if it has one. */
    public static LoadRecord in(LoadRecord record) {
        byte[] key = record.key();
        byte[] value = record.value();
        if (key == null || value == null) {
            return record;
        }
        String own = "\"ref-of-" + new String(key, StandardCharsets.UTF_8) + "\"";
        String text = REFERENCE.matcher(new String(value, StandardCharsets.UTF_8))
                .replaceAll(Matcher.quoteReplacement(own));
        return new LoadRecord(record.topic(), key, text.getBytes(StandardCharsets.UTF_8), record.timestampMillis());
    }
}
