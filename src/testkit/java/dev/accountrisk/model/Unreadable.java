package dev.accountrisk.model;

/** Why a record is parked, in the contract's order: the first that holds is the record's reason. */
enum Unreadable {
    EMPTY, TOO_LARGE, NOT_JSON, DUPLICATE_FIELD, MISSING_FIELD, WRONG_TYPE, BAD_ID, OUT_OF_RANGE, UNKNOWN_TYPE,
    KEY_MISMATCH, FROM_THE_FUTURE, CONFLICT, UNPROCESSABLE, BEHIND_PARKED
}
