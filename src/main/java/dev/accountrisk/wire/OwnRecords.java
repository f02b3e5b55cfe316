package dev.accountrisk.wire;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * The header on what the workers and their jobs send to the topics that they consume. Such a record has the contract's own form,
 * whatever mapping the topic has.
 */
public final class OwnRecords {
    /** The header's name. */
    public static final String HEADER = "account-risk-form";

    private static final byte[] CONTRACT = "contract".getBytes(StandardCharsets.US_ASCII);

    private OwnRecords() {}

    /** The header's value. */
    public static byte[] headerValue() {
        return CONTRACT.clone();
    }

    /** Whether a record with these headers is in the contract's own form. */
    public static boolean isOwn(RecordHeaders headers) {
        return Arrays.equals(headers.last(HEADER), CONTRACT);
    }
}
