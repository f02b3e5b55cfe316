package dev.accountrisk.console.parked;

import java.time.Instant;

/**
 * Open parked records that share their reason, topic and detail.
 *
 * @param accounts how many different accounts they name
 */
public record ParkedGroup(String reason, String topic, String detail, long records, long accounts, Instant first,
        Instant last) {}
