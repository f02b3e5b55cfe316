package dev.accountrisk.risk;

import dev.accountrisk.account.RiskPolicy;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.convert.DurationStyle;
import org.yaml.snakeyaml.DumperOptions;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.nodes.NodeId;
import org.yaml.snakeyaml.nodes.Tag;
import org.yaml.snakeyaml.representer.Representer;
import org.yaml.snakeyaml.resolver.Resolver;

/**
 * Reads a risk policy from YAML. Every scalar is taken as the text in the file: YAML 1.1 would read {@code 0100} as 64
 * and {@code 1:30} as 90.
 */
public final class RiskPolicyYaml {
    private static final Set<String> FIELDS = Set.of("half-life", "cap", "levels");
    private static final Set<String> LEVELS = Set.of("LOW", "MEDIUM", "HIGH", "CRITICAL");
    private static final Pattern NUMBER = Pattern.compile("-?(0|[1-9][0-9]*)(\\.[0-9]+)?([eE][+-]?[0-9]+)?");
    private static final Pattern DURATION = Pattern.compile("-?[0-9]+(ms|s|m|h|d)|P.+");
    private static final Duration HALF_LIFE_MIN = Duration.ofMillis(1);
    private static final Duration HALF_LIFE_MAX = Duration.ofDays(1_000_000);

    private RiskPolicyYaml() {}

    /**
     * Reads a policy.
     *
     * @throws IllegalArgumentException names the field and the rule
     * @throws org.yaml.snakeyaml.error.YAMLException if it is not YAML, or a field is there twice
     */
    public static RiskPolicy parse(byte[] content) {
        Object document = yaml().load(new String(content, StandardCharsets.UTF_8));
        if (document == null) {
            throw new IllegalArgumentException("the policy is empty: it needs half-life, cap or levels");
        }
        Map<?, ?> fields = map(document, "the policy");
        requireKnown(fields, FIELDS, "");
        Map<?, ?> levels = fields.containsKey("levels") ? map(fields.get("levels"), "levels") : Map.of();
        requireKnown(levels, LEVELS, "levels.");
        if (number(levels, "LOW", "levels.LOW", 0) != 0) {
            throw new IllegalArgumentException("levels.LOW must begin at 0");
        }
        RiskPolicy defaults = RiskPolicy.DEFAULT;
        return new RiskPolicy(halfLifeMillis(fields), number(fields, "cap", "cap", defaults.cap()),
                number(levels, "MEDIUM", "levels.MEDIUM", defaults.mediumFrom()),
                number(levels, "HIGH", "levels.HIGH", defaults.highFrom()),
                number(levels, "CRITICAL", "levels.CRITICAL", defaults.criticalFrom()));
    }

    private static Yaml yaml() {
        LoaderOptions options = new LoaderOptions();
        options.setAllowDuplicateKeys(false);
        DumperOptions none = new DumperOptions();
        return new Yaml(new SafeConstructor(options), new Representer(none), none, options, new TextOnly());
    }

    /** Resolves every scalar to text, but for one that is not there. */
    private static final class TextOnly extends Resolver {
        @Override
        public Tag resolve(NodeId kind, String value, boolean implicit) {
            if (kind == NodeId.scalar) {
                return value.isEmpty() && implicit ? Tag.NULL : Tag.STR;
            }
            return super.resolve(kind, value, implicit);
        }
    }

    private static double halfLifeMillis(Map<?, ?> fields) {
        if (!fields.containsKey("half-life")) {
            return RiskPolicy.DEFAULT.halfLifeMillis();
        }
        String text = text(fields.get("half-life"), "half-life");
        if (!DURATION.matcher(text).matches()) {
            throw new IllegalArgumentException("half-life must be a number with a unit, such as 7d, 12h or 90s");
        }
        Duration halfLife;
        try {
            halfLife = DurationStyle.detectAndParse(text);
        } catch (IllegalArgumentException | ArithmeticException noDuration) {
            throw new IllegalArgumentException("half-life is not a duration like 7d or 12h", noDuration);
        }
        if (halfLife.compareTo(HALF_LIFE_MIN) < 0 || halfLife.compareTo(HALF_LIFE_MAX) > 0) {
            throw new IllegalArgumentException("half-life must be from 1ms to 1000000d");
        }
        return halfLife.toMillis();
    }

    private static double number(Map<?, ?> fields, String key, String name, double otherwise) {
        if (!fields.containsKey(key)) {
            return otherwise;
        }
        String text = text(fields.get(key), name);
        if (!NUMBER.matcher(text).matches()) {
            throw new IllegalArgumentException(
                    name + " must be a decimal number without leading zeros, such as 100 or 0.5");
        }
        return Double.parseDouble(text);
    }

    private static String text(@Nullable Object value, String name) {
        if (value == null) {
            throw new IllegalArgumentException(name + " has no value");
        }
        if (value instanceof String text) {
            return text;
        }
        throw new IllegalArgumentException(name + " must be a single value");
    }

    private static Map<?, ?> map(@Nullable Object value, String name) {
        if (value instanceof Map<?, ?> map && !map.isEmpty()) {
            return map;
        }
        throw new IllegalArgumentException(name + " must be a map of names to values");
    }

    private static void requireKnown(Map<?, ?> fields, Set<String> known, String prefix) {
        for (Object key : fields.keySet()) {
            if (!known.contains(String.valueOf(key))) {
                throw new IllegalArgumentException(prefix + key + " is no field of a risk policy");
            }
        }
    }
}
