package dev.accountrisk.account;

/** Why a record was put aside. Where several reasons hold, the one declared first is given. */
public enum ParkReason {
    /** No value, or one of no bytes. */
    EMPTY,
    /** More than 64 KiB. */
    TOO_LARGE,
    /** Not one JSON object in UTF-8, or nested too deep. */
    NOT_JSON,
    /** A field occurs twice in one object. */
    DUPLICATE_FIELD,
    /** A field the type needs is absent or null. */
    MISSING_FIELD,
    /** A value of the wrong JSON type, or text that is no number or instant. */
    WRONG_TYPE,
    /** Something that is no id. */
    BAD_ID,
    /** A number or time outside its range. */
    OUT_OF_RANGE,
    /** A type nobody knows. */
    UNKNOWN_TYPE,
    /** The record's key is not the account's id. */
    KEY_MISMATCH,
    /** It says it happened later than its own record was written. */
    FROM_THE_FUTURE,
    /** A known command id with other content. */
    CONFLICT,
    /** The database refuses it. */
    UNPROCESSABLE,
    /** A command behind a parked one of the same account. */
    BEHIND_PARKED;

    /**
     * Whether a command parked for this reason may still take effect one day, so that its account's later commands have
     * to wait. A conflict never will.
     */
    public boolean holdsBack() {
        return this != CONFLICT;
    }
}
