package dev.accountrisk.commands;

/**
 * How commands are applied.
 *
 * @param topic              the topic's name
 * @param clockSkewMillisMax how far a command's time may be after its record's timestamp
 * @param holdBack           whether a parked command of unknown effect holds back later commands of its account
 */
public record CommandSettings(String topic, long clockSkewMillisMax, boolean holdBack) {}
