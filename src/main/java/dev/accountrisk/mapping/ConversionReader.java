package dev.accountrisk.mapping;

import dev.accountrisk.mapping.value.TimeUnit;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Reads from the file how a part of a record is written. */
final class ConversionReader {
    private static final int SHIFT_MAX = 18;

    private ConversionReader() {}

    /** Without options. */
    static Conversion plain(ContractField field) {
        return switch (field.kind()) {
            case ID, TYPE, TEXT -> new Conversion.Word(Map.of());
            case DECIMAL, AMOUNT, INTEGER -> new Conversion.Decimal(0, false);
            case TIME -> new Conversion.Time(null);
        };
    }

    static Conversion read(ContractField field, YamlMap options) {
        FieldKind kind = field.kind();
        requireFor(kind == FieldKind.TIME, options, "unit", "only a time has a unit");
        requireFor(kind.isDecimal(), options, "shift", "only risk and amounts can be shifted");
        requireFor(kind.isWord(), options, "values", "only words can be translated");
        requireFor(kind == FieldKind.DECIMAL || kind == FieldKind.INTEGER, options, "as",
                "only risk and sequence take it");
        return switch (kind) {
            case ID, TYPE, TEXT -> new Conversion.Word(options.has("values") ? values(field, options) : Map.of());
            case DECIMAL, AMOUNT, INTEGER -> new Conversion.Decimal(shift(options),
                    options.has("shift") || isNumber(options));
            case TIME -> new Conversion.Time(options.has("unit") ? unit(options) : null);
        };
    }

    private static void requireFor(boolean fits, YamlMap options, String name, String rule) {
        if (!fits && options.has(name)) {
            throw options.wrong(name, rule);
        }
    }

    private static boolean isNumber(YamlMap options) {
        if (options.has("as") && !options.text("as").equals("number")) {
            throw options.wrong("as", "must be number: text of digits counts as a number");
        }
        return options.has("as");
    }

    private static int shift(YamlMap options) {
        if (!options.has("shift")) {
            return 0;
        }
        String text = options.text("shift");
        if (!text.matches("-?[0-9]{1,2}") || Math.abs(Integer.parseInt(text)) > SHIFT_MAX) {
            throw options.wrong("shift", "must be a whole number from -18 to 18, such as -2 for cents");
        }
        return Integer.parseInt(text);
    }

    private static TimeUnit unit(YamlMap options) {
        String text = options.text("unit");
        @Nullable
        TimeUnit unit = Arrays.stream(TimeUnit.values())
                .filter(one -> one.spelling().equals(text))
                .findFirst()
                .orElse(null);
        if (unit == null) {
            throw options.wrong("unit", "must be one of " + Arrays.stream(TimeUnit.values())
                    .map(TimeUnit::spelling)
                    .collect(Collectors.joining(", ")));
        }
        return unit;
    }

    private static Map<String, String> values(ContractField field, YamlMap options) {
        YamlMap table = options.map("values");
        Map<String, String> values = new LinkedHashMap<>();
        for (String word : table.names()) {
            String meaning = table.text(word);
            List<String> words = field.words();
            if (!words.isEmpty() && !words.contains(meaning)) {
                throw table.wrong(word, "must become one of " + String.join(", ", words));
            }
            values.put(word, meaning);
        }
        return values;
    }
}
