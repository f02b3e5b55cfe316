package dev.accountrisk.account;

/** Why a command was refused. Where several hold for one command, the one declared first is given. */
public enum Refusal {
    /** {@code OPEN}: the account has another reference. */
    ALREADY_OPEN,
    /** {@code OPEN}: the reference belongs to another account. */
    ALREADY_EXISTS,
    /** {@code OPEN}: another account is registering the reference this moment. */
    IN_PROGRESS,
    /** {@code CREDIT}: more than 20 integer digits. */
    OVERFLOW,
    /** {@code DEBIT}, {@code FREEZE}: less is free than asked for. */
    INSUFFICIENT_BALANCE,
    /** {@code FREEZE}: there is, or was, a hold of that id. */
    HOLD_EXISTS,
    /** {@code SETTLE}, {@code REFUND}, {@code EXPIRE}: no such hold. */
    HOLD_UNKNOWN,
    /** {@code SETTLE}, {@code REFUND}, {@code EXPIRE}: the hold is no longer open. */
    HOLD_CLOSED,
    /** {@code SETTLE}: the hold's time has come. */
    HOLD_EXPIRED,
    /** {@code SETTLE}: more than the hold has. */
    EXCEEDS_HOLD,
    /** {@code EXPIRE}: the hold's time has not come, or never does. */
    NOT_DUE
}
