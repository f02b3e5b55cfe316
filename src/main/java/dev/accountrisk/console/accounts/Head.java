package dev.accountrisk.console.accounts;

/**
 * What all commands of an account share. The components are named as the attributes of the row.
 *
 * @param commands how many were decided
 * @param heldBack whether a parked command holds back the later ones
 */
record Head(long commands, boolean heldBack) {}
