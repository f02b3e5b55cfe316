package dev.accountrisk.redrive;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/** A parked record with what it holds; bytes that are no text are told as {@code base64:…}. */
public record ParkedBytes(ParkedSummary record, @Nullable String key, @Nullable String value) {

    static ParkedBytes of(ParkedRow row) {
        return new ParkedBytes(row.summary(), text(row.key()), text(row.value()));
    }

    private static @Nullable String text(byte @Nullable [] bytes) {
        if (bytes == null) {
            return null;
        }
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
        } catch (CharacterCodingException noText) {
            return "base64:" + Base64.getEncoder().encodeToString(bytes);
        }
    }
}
