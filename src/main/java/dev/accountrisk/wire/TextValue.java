package dev.accountrisk.wire;

import tools.jackson.core.JsonParser;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.util.JsonParserDelegate;

/** A value that does not stand in the JSON that is read: {@link Fields} takes it as it takes a parser's. Belongs to one thread. */
public final class TextValue extends JsonParserDelegate {
    /** Nothing is asked of it: a delegate needs one. */
    private static final JsonParser NOTHING = Json.FACTORY.createParser(ObjectReadContext.empty(), "");

    private String text = "";

    public TextValue() {
        super(NOTHING);
    }

    /** From now on the value is this text. */
    public TextValue of(String other) {
        text = other;
        return this;
    }

    @Override
    public String getString() {
        return text;
    }

    @Override
    public char[] getStringCharacters() {
        return text.toCharArray();
    }

    @Override
    public int getStringOffset() {
        return 0;
    }

    @Override
    public int getStringLength() {
        return text.length();
    }
}
