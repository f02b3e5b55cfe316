package dev.accountrisk.account;

/** Why a command was refused. If several reasons apply, the first one declared here is given. */
public enum Refusal {
    /** {@code OPEN}: the account has another reference. */
    ALREADY_OPEN,
    /** {@code OPEN}: the reference belongs to another account. */
    ALREADY_EXISTS,
    /** {@code OPEN}: another account is registering the reference at this moment. */
    IN_PROGRESS,
    /** {@code CREDIT}: more than 20 integer digits. */
    OVERFLOW,
    /** {@code DEBIT}, {@code FREEZE}: the amount exceeds what is not frozen. */
    INSUFFICIENT_BALANCE,
    /** {@code FREEZE}: a hold with that id exists or existed. */
    HOLD_EXISTS,
    /** {@code SETTLE}, {@code REFUND}, {@code EXPIRE}: there is no such hold. */
    HOLD_UNKNOWN,
    /** {@code SETTLE}, {@code REFUND}, {@code EXPIRE}: the hold is no longer open. */
    HOLD_CLOSED,
    /** {@code SETTLE}: the hold's time has come. */
    HOLD_EXPIRED,
    /** {@code SETTLE}: the amount exceeds the hold. */
    EXCEEDS_HOLD,
    /** {@code EXPIRE}: the hold's time has not come, or never comes. */
    NOT_DUE
}
