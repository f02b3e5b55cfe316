package dev.accountrisk.wire;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.util.JsonParserDelegate;

/** A value that does not stand in the JSON that is read: {@link Fields} takes it as it takes a parser's. Belongs to one thread. */
public final class TextValue extends JsonParserDelegate {
    /** How many characters {@link #buffer} has. */
    public static final int BUFFER_LENGTH = 64;
    /** Nothing is asked of it: a delegate needs one. */
    private static final JsonParser NOTHING = Json.FACTORY.createParser(ObjectReadContext.empty(), "");
    private static final char[] NO_CHARACTERS = {};

    private char[] buffer = NO_CHARACTERS;
    private int length;
    /** Null while the value is in the buffer. */
    private @Nullable String text;

    public TextValue() {
        super(NOTHING);
    }

    /** From now on the value is this text. */
    public TextValue of(String other) {
        text = other;
        return this;
    }

    /** Where a short value may be written, for {@link #ofBuffer}. */
    public char[] buffer() {
        if (buffer.length == 0) {
            buffer = new char[BUFFER_LENGTH];
        }
        return buffer;
    }

    /** From now on the value is what the buffer begins with, up to this length. */
    public TextValue ofBuffer(int count) {
        text = null;
        length = count;
        return this;
    }

    @Override
    public String getString() {
        return text == null ? new String(buffer, 0, length) : text;
    }

    @Override
    public char[] getStringCharacters() {
        return text == null ? buffer : text.toCharArray();
    }

    @Override
    public int getStringOffset() {
        return 0;
    }

    @Override
    public int getStringLength() {
        return text == null ? length : text.length();
    }
}
