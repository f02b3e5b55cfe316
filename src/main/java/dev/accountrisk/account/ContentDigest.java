package dev.accountrisk.account;

import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import org.jspecify.annotations.Nullable;

/**
 * Distinguishes a command that was sent twice from another command with the same id: the first 16 bytes of SHA-256
 * over its content by value. Spelling, order, unknown fields and the record's times do not change it.
 */
public record ContentDigest(long high, long low) {
    /** How many bytes are stored. */
    public static final int LENGTH = 16;

    /** Digests a command's content, with defaults filled in. */
    public static ContentDigest of(CommandType type, String asset, @Nullable BigDecimal amount, @Nullable String holdId,
            @Nullable Long expiresAtMillis, @Nullable String externalRef) {
        // no field can contain a line feed, and an absent field is an empty line, so two contents never have the same text
        String content = type.name() + '\n' + asset + '\n' + (amount == null ? "" : Amounts.text(amount)) + '\n'
                + (holdId == null ? "" : holdId) + '\n' + (expiresAtMillis == null ? "" : expiresAtMillis) + '\n'
                + (externalRef == null ? "" : externalRef);
        ByteBuffer digest = ByteBuffer.wrap(sha256().digest(content.getBytes(StandardCharsets.US_ASCII)));
        return new ContentDigest(digest.getLong(), digest.getLong());
    }

    /** Reads a digest as {@link #bytes} gave it. */
    public static ContentDigest fromBytes(byte[] bytes) {
        if (bytes.length != LENGTH) {
            throw new IllegalArgumentException("A digest has " + LENGTH + " bytes, not " + bytes.length);
        }
        ByteBuffer buffer = ByteBuffer.wrap(bytes);
        return new ContentDigest(buffer.getLong(), buffer.getLong());
    }

    /** The digest as it is stored. */
    public byte[] bytes() {
        return ByteBuffer.allocate(LENGTH).putLong(high).putLong(low).array();
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    }
}
