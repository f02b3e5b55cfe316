package dev.accountrisk.console.parked;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/**
 * Bytes of a record, as a person can read them.
 *
 * @param encoding {@code utf-8}, or {@code hex} where the bytes are no UTF-8
 * @param text     null if the record has none
 */
record Payload(@Nullable String text, String encoding, int bytes) {
    static Payload of(byte @Nullable [] bytes) {
        if (bytes == null) {
            return new Payload(null, "utf-8", 0);
        }
        try {
            String text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
            return new Payload(text, "utf-8", bytes.length);
        } catch (CharacterCodingException noText) {
            return new Payload(HexFormat.ofDelimiter(" ").formatHex(bytes), "hex", bytes.length);
        }
    }
}
