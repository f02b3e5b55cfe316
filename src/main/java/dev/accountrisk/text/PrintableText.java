package dev.accountrisk.text;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Text that is safe to print: what a record holds must not steer the terminal that shows it. Control characters, those that
 * change the direction of writing, line separators and code points that are no characters are written as {@code \\uXXXX}.
 */
public final class PrintableText {
    private PrintableText() {}

    /** The text of bytes, or {@code base64:…} where they are not UTF-8; null for null. */
    public static @Nullable String decode(byte @Nullable [] bytes) {
        if (bytes == null) {
            return null;
        }
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
        } catch (CharacterCodingException notText) {
            return "base64:" + Base64.getEncoder().encodeToString(bytes);
        }
    }

    /** Escapes what must not be printed. Valid JSON stays valid and keeps its meaning. */
    public static String escape(String text) {
        return escape(text, "");
    }

    /** The same for text of several lines: ends of lines and tabs stay. */
    public static String escapeLines(String text) {
        return escape(text, "\n\t");
    }

    private static String escape(String text, String kept) {
        StringBuilder printable = new StringBuilder(text.length());
        text.codePoints().forEach(point -> {
            if (isPrintable(point) || kept.indexOf(point) >= 0) {
                printable.appendCodePoint(point);
            } else {
                for (char unit : Character.toChars(point)) {
                    printable.append(String.format(Locale.ROOT, "\\u%04x", (int) unit));
                }
            }
        });
        return printable.toString();
    }

    private static boolean isPrintable(int point) {
        return switch (Character.getType(point)) {
            case Character.CONTROL, Character.FORMAT, Character.SURROGATE, Character.UNASSIGNED, Character.PRIVATE_USE,
                    Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR ->
                false;
            default -> true;
        };
    }
}
