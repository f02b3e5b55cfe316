package dev.accountrisk.app.settings;

import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.boot.context.properties.source.IterableConfigurationPropertySource;
import org.springframework.core.env.Environment;

/**
 * Settings under a prefix of Spring Boot's that this program reads itself. One that it does not know is refused at start: nobody
 * would notice that it is ignored.
 */
final class SupportedSettings {
    private final ConfigurationPropertyName prefix;
    private final Set<String> supported;
    private final String reason;

    /** @param reason why others are refused, as the end of a sentence */
    SupportedSettings(String prefix, Set<String> supported, String reason) {
        this.prefix = ConfigurationPropertyName.of(prefix);
        this.supported = supported.stream().map(name -> plain(prefix + "." + name)).collect(Collectors.toSet());
        this.reason = reason;
    }

    /**
     * Looks through all sources of settings, environment variables included.
     *
     * @throws RefusedSettingException naming what is not supported
     */
    void requireOnly(Environment environment) {
        Set<String> others = found(environment);
        others.removeIf(name -> supported.contains(plain(name)));
        if (!others.isEmpty()) {
            throw new RefusedSettingException(String.join(", ", others) + " cannot be set: " + reason);
        }
    }

    /** The names under the prefix that are set anywhere. */
    Set<String> found(Environment environment) {
        Set<String> names = new TreeSet<>();
        for (var source : ConfigurationPropertySources.get(environment)) {
            if (source instanceof IterableConfigurationPropertySource iterable) {
                iterable.stream().filter(prefix::isAncestorOf).forEach(name -> names.add(withoutIndex(name)));
            }
        }
        return names;
    }

    private static String withoutIndex(ConfigurationPropertyName name) {
        return name.isLastElementIndexed() ? name.getParent().toString() : name.toString();
    }

    /** An environment variable has neither case nor dashes, and an underscore where either a dot or a dash may be. */
    private static String plain(String name) {
        return name.replaceAll("[.-]", "").toLowerCase(Locale.ROOT);
    }
}
