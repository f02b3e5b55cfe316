package dev.accountrisk.mapping;

/** What a field of the contract holds, and so what a mapping may do to it. */
public enum FieldKind {
    /** An id, or another word of an id's form. */
    ID,
    /** One of a few words. */
    TYPE,
    /** Text for people to read. */
    TEXT,
    /** A number with a fraction. */
    DECIMAL,
    /** An amount of money: a number, or text of digits. */
    AMOUNT,
    /** A whole number. */
    INTEGER,
    /** A time. */
    TIME;

    /** Whether a table of values may translate it. */
    boolean isWord() {
        return this == ID || this == TYPE || this == TEXT;
    }

    /** Whether its decimal point may be shifted. */
    boolean isDecimal() {
        return this == DECIMAL || this == AMOUNT;
    }
}
