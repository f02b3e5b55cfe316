package dev.accountrisk.decoder;

import java.util.Map;

/**
 * Makes a decoder from its settings. The worker finds factories as services ({@link java.util.ServiceLoader}): the jar names each
 * in {@code META-INF/services/dev.accountrisk.decoder.ValueDecoderFactory}. A factory has a public constructor without parameters.
 *
 * <p>For example, a decoder of lines such as {@code e17;8;42.5;1763776800123}:
 *
 * <pre>{@code
 * public final class LineDecoderFactory implements ValueDecoderFactory {
 *     public String name() {
 *         return "lines";
 *     }
 *
 *     public ValueDecoder open(Map<String, String> settings) {
 *         String separator = settings.getOrDefault("separator", ";");
 *         return record -> {
 *             String[] parts = new String(record.value(), UTF_8).split(separator, -1);
 *             if (parts.length != 4) {
 *                 throw new BadValueException("a line has 4 parts, not " + parts.length);
 *             }
 *             return """
 *                     {"eventId":"%s","accountUuid":"%s","risk":%s,"occurredAt":%s}""".formatted((Object[]) parts).getBytes(UTF_8);
 *         };
 *     }
 * }
 * }</pre>
 */
public interface ValueDecoderFactory {
    /** The name by which a setting chooses this decoder: 1 to 30 lower-case letters, digits and dashes. */
    String name();

    /**
     * Makes the decoder of one topic. It is used until the process ends.
     *
     * @param settings by their names, such as {@code registry.address}. Use lower-case letters, digits and dots in a name: an
     *                 environment variable can spell nothing else. One whose name ends with {@code password} is not part of what
     *                 identifies the decoder
     * @throws IllegalArgumentException if a setting is wrong: names it and the rule. The worker does not start
     */
    ValueDecoder open(Map<String, String> settings);
}
