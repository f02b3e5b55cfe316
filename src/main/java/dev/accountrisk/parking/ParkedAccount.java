package dev.accountrisk.parking;

/**
 * An account with selected parked records.
 *
 * @param account empty for records whose key names no account
 * @param firstId the record that was parked first
 * @param records how many are selected
 */
public record ParkedAccount(String account, long firstId, long records) {}
