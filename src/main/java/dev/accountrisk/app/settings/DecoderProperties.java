package dev.accountrisk.app.settings;

import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * The decoders of topics whose values are not JSON. A topic without one has values of JSON.
 *
 * @param folder      the folder with the jars of the decoders and of what they need
 * @param riskUpdates the decoder of the topic of risk updates
 * @param commands    the decoder of the topic of commands
 */
@ConfigurationProperties("account-risk.decoders")
public record DecoderProperties(@Nullable Path folder, @Nullable Chosen riskUpdates, @Nullable Chosen commands) {
    /**
     * The decoder of one topic.
     *
     * @param name     the name by which the decoder calls itself
     * @param settings the decoder's own settings
     */
    public record Chosen(@Nullable String name, @Nullable Map<String, String> settings) {}
}
