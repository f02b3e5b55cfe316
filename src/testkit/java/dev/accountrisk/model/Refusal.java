package dev.accountrisk.model;

/** Why a command is refused, by the names of the contract. */
enum Refusal {
    ALREADY_OPEN, ALREADY_EXISTS, IN_PROGRESS, OVERFLOW, INSUFFICIENT_BALANCE, HOLD_EXISTS, HOLD_UNKNOWN, HOLD_CLOSED,
    HOLD_EXPIRED, EXCEEDS_HOLD, NOT_DUE
}
