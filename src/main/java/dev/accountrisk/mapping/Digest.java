package dev.accountrisk.mapping;

import dev.accountrisk.mapping.value.Found;
import dev.accountrisk.mapping.value.TimeUnit;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** Identifies a mapping: the first 16 digits of a SHA-256 of what it does. Names are written with their lengths. */
final class Digest {
    private static final int DIGITS = 16;

    private final StringBuilder text = new StringBuilder();

    private Digest() {}

    static String of(Iterable<Rule> rules, Filter filter, KeyRule key) {
        Digest digest = new Digest();
        for (Rule rule : rules) {
            digest.add(rule.field().name()).add(rule.source()).add(rule.conversion());
        }
        filter.beforeValue().forEach(digest::add);
        filter.ofValue().forEach(digest::add);
        digest.add(key);
        return digest.hex();
    }

    private void add(Condition condition) {
        add(condition.expect() ? "in" : "not-in").add(condition.source());
        add(condition.words());
    }

    private Digest add(Source source) {
        add(source.label());
        return source instanceof Source.Constant(Found found) ? add(found.text()) : this;
    }

    private void add(Conversion conversion) {
        switch (conversion) {
            case Conversion.Word(Map<String, String> values) -> new TreeMap<>(values)
                    .forEach((word, meaning) -> add(word).add(meaning));
            case Conversion.Decimal(int shift, boolean fromText) -> add(shift + (fromText ? " from text" : ""));
            case Conversion.Time(TimeUnit unit) -> add(unit == null ? "time" : unit.spelling());
        }
        add("");
    }

    private void add(Set<String> words) {
        new TreeSet<>(words).forEach(this::add);
        add("");
    }

    private void add(KeyRule key) {
        switch (key) {
            case KeyRule.Whole() -> add("whole");
            case KeyRule.Cut(byte[] prefix, byte[] suffix) ->
                add("cut").add(new String(prefix, StandardCharsets.UTF_8))
                        .add(new String(suffix, StandardCharsets.UTF_8));
            case KeyRule.Pointed(String pointer, var _) -> add("pointed").add(pointer);
        }
    }

    private Digest add(String part) {
        text.append(part.length()).append(':').append(part);
        return this;
    }

    private String hex() {
        try {
            byte[] sum = MessageDigest.getInstance("SHA-256").digest(text.toString().getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(sum).substring(0, DIGITS);
        } catch (NoSuchAlgorithmException bug) {
            throw new IllegalStateException("every JVM has SHA-256", bug);
        }
    }
}
