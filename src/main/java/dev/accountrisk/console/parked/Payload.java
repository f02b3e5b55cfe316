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
 * @param text     the text of the first bytes; null if the record has none
 * @param bytes    how many there are
 * @param shown    how many of them the text has
 */
record Payload(@Nullable String text, String encoding, int bytes, int shown) {
    /** A record may have 33 MiB. A page with all of them would fill the console's memory. */
    private static final int SHOWN_MAX = 64 << 10;

    static Payload of(byte @Nullable [] bytes) {
        if (bytes == null) {
            return new Payload(null, "utf-8", 0, 0);
        }
        int whole = endOfCharacter(bytes, Math.min(SHOWN_MAX, bytes.length));
        try {
            String text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes, 0, whole)).toString();
            return new Payload(text, "utf-8", bytes.length, whole);
        } catch (CharacterCodingException noText) {
            int shown = Math.min(SHOWN_MAX, bytes.length);
            return new Payload(HexFormat.ofDelimiter(" ").formatHex(bytes, 0, shown), "hex", bytes.length, shown);
        }
    }

    /** Whether there are more bytes than the text shows. */
    public boolean isCut() {
        return shown < bytes;
    }

    /** The same end, or a little before it where it would cut a character in UTF-8. */
    private static int endOfCharacter(byte[] bytes, int end) {
        int cut = end;
        while (cut < bytes.length && cut > Math.max(0, end - 3) && (bytes[cut] & 0xC0) == 0x80) {
            cut--;
        }
        return cut;
    }
}
