package dev.accountrisk.account;

/** Why a record was parked. If several reasons apply, the first one declared here is given. */
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
    /** A value of the wrong JSON type, or text that is not a number or an instant. */
    WRONG_TYPE,
    /** Something that is not an id. */
    BAD_ID,
    /** A number or time outside its range. */
    OUT_OF_RANGE,
    /** An unknown type. */
    UNKNOWN_TYPE,
    /** The record's key is not the account's id. */
    KEY_MISMATCH,
    /** It claims to have happened later than its own record was written. */
    FROM_THE_FUTURE,
    /** A known command id with other content. */
    CONFLICT,
    /** The database refuses it. */
    UNPROCESSABLE,
    /** A command that follows a parked one of the same account. */
    BEHIND_PARKED;

    /**
     * Whether a command that was parked for this reason may still take effect one day, so that its account's later
     * commands must wait. A conflict never will.
     */
    public boolean holdsBack() {
        return this != CONFLICT;
    }
}
