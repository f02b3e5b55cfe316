package dev.accountrisk.wire;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/**
 * The grammar of RFC 8259 once more, written straight down: what the decoder's reader is compared with. A name with half
 * of a surrogate pair, which only an escape can write, is no text and so no name.
 */
final class JsonGrammar {
    private static final int DEPTH_MAX = 16;

    private final String text;
    private final StringBuilder content = new StringBuilder();
    private int at;

    private JsonGrammar(String text) {
        this.text = text;
    }

    static boolean isOneObject(byte[] bytes) {
        String text;
        try {
            text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
        } catch (CharacterCodingException e) {
            return false;
        }
        JsonGrammar grammar = new JsonGrammar(text);
        grammar.space();
        boolean object = grammar.peek() == '{' && grammar.value(1);
        grammar.space();
        return object && grammar.at == text.length();
    }

    private boolean value(int depth) {
        space();
        return switch (peek()) {
            case '{' -> depth <= DEPTH_MAX && members(depth);
            case '[' -> depth <= DEPTH_MAX && elements(depth);
            case '"' -> string();
            case 't' -> word("true");
            case 'f' -> word("false");
            case 'n' -> word("null");
            default -> number();
        };
    }

    private boolean members(int depth) {
        at++;
        space();
        if (take('}')) {
            return true;
        }
        do {
            space();
            if (peek() != '"' || !string() || hasHalfPair(content)) {
                return false;
            }
            space();
            if (!take(':') || !value(depth + 1)) {
                return false;
            }
            space();
        } while (take(','));
        return take('}');
    }

    private boolean elements(int depth) {
        at++;
        space();
        if (take(']')) {
            return true;
        }
        do {
            if (!value(depth + 1)) {
                return false;
            }
            space();
        } while (take(','));
        return take(']');
    }

    private boolean string() {
        at++;
        content.setLength(0);
        while (at < text.length()) {
            char character = text.charAt(at++);
            if (character == '"') {
                return true;
            }
            if (character < ' ' || (character == '\\' && !escape())) {
                return false;
            }
            if (character != '\\') {
                content.append(character);
            }
        }
        return false;
    }

    private boolean escape() {
        if (take('u')) {
            boolean hexadecimal = at + 4 <= text.length() && text.substring(at, at + 4).matches("[0-9a-fA-F]{4}");
            content.append(hexadecimal ? (char) Integer.parseInt(text.substring(at, at + 4), 16) : ' ');
            at += 4;
            return hexadecimal;
        }
        content.append(' ');
        return at < text.length() && "\"\\/bfnrt".indexOf(text.charAt(at++)) >= 0;
    }

    private static boolean hasHalfPair(CharSequence name) {
        return name.codePoints()
                .anyMatch(point -> point >= Character.MIN_SURROGATE && point <= Character.MAX_SURROGATE);
    }

    private boolean number() {
        take('-');
        if (!take('0') && !digits()) {
            return false;
        }
        if (take('.') && !digits()) {
            return false;
        }
        if (take('e') || take('E')) {
            if (!take('+')) {
                take('-');
            }
            return digits();
        }
        return true;
    }

    private boolean digits() {
        int from = at;
        while (peek() >= '0' && peek() <= '9') {
            at++;
        }
        return at > from;
    }

    private boolean word(String word) {
        boolean there = text.startsWith(word, at);
        at += word.length();
        return there;
    }

    private void space() {
        while (peek() == ' ' || peek() == '\t' || peek() == '\r' || peek() == '\n') {
            at++;
        }
    }

    private boolean take(char expected) {
        boolean there = peek() == expected;
        at += there ? 1 : 0;
        return there;
    }

    /** The next character, or one that no grammar has. */
    private char peek() {
        return at < text.length() ? text.charAt(at) : '\uffff';
    }
}
