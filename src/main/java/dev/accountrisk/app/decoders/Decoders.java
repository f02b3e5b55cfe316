package dev.accountrisk.app.decoders;

import dev.accountrisk.app.settings.DecoderProperties;
import dev.accountrisk.app.settings.RefusedSettingException;
import dev.accountrisk.decoder.ValueDecoder;
import dev.accountrisk.decoder.ValueDecoderFactory;
import dev.accountrisk.wire.ValueReader;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The decoders that the settings choose. They are loaded once: another decoder begins with a restart. */
public final class Decoders {
    private static final String PREFIX = "account-risk.decoders.";

    private final @Nullable DecoderFolder folder;

    private Decoders(@Nullable DecoderFolder folder) {
        this.folder = folder;
    }

    /**
     * Opens the folder of decoders, if one is set.
     *
     * @throws RefusedSettingException if it cannot be used
     */
    public static Decoders open(DecoderProperties settings) {
        return new Decoders(settings.folder() == null ? null : DecoderFolder.open(settings.folder()));
    }

    /**
     * The reader of a topic's values; empty if they are JSON.
     *
     * @param setting the name of the topic's setting
     * @param topic   the topic's own name
     * @throws RefusedSettingException with the setting and the rule, if there is no such decoder or its settings are wrong
     */
    public Optional<ValueReader> reader(String setting, DecoderProperties.@Nullable Chosen chosen, String topic) {
        if (chosen == null) {
            return Optional.empty();
        }
        String prefix = PREFIX + setting;
        String name = chosen.name();
        if (name == null || name.isEmpty()) {
            throw new RefusedSettingException(prefix + ".name is required with " + prefix + ".settings");
        }
        if (folder == null) {
            throw new RefusedSettingException(
                    prefix + ".name is " + name + ", and " + DecoderFolder.SETTING + " does not say where its jar is");
        }
        ValueDecoderFactory factory = folder.factories().get(name);
        if (factory == null) {
            throw new RefusedSettingException(
                    prefix + ".name: no jar in " + folder.path() + " has a decoder with the name "
                            + name + "; there are "
                            + (folder.factories().isEmpty() ? "none" : String.join(", ", folder.factories().keySet())));
        }
        Map<String, String> settings = new HashMap<>(Objects.requireNonNullElse(chosen.settings(), Map.of()));
        return Optional.of(new ForeignDecoder(topic, name, open(factory, prefix + ".settings", settings),
                digest(folder, name, settings)));
    }

    private static ValueDecoder open(ValueDecoderFactory factory, String setting, Map<String, String> settings) {
        try {
            return factory.open(Map.copyOf(settings));
        } catch (IllegalArgumentException wrong) {
            throw new RefusedSettingException(setting + ": " + wrong.getMessage());
        } catch (RuntimeException | LinkageError unusable) {
            throw new RefusedSettingException(setting + ": the decoder cannot be opened: " + unusable);
        }
    }

    private static String digest(DecoderFolder folder, String name, Map<String, String> settings) {
        try {
            return DecoderDigest.of(name, folder.jars(), settings);
        } catch (IOException unreadable) {
            throw new RefusedSettingException(DecoderFolder.SETTING + ": " + folder.path() + " cannot be read ("
                    + unreadable.getClass().getSimpleName() + ")");
        }
    }
}
