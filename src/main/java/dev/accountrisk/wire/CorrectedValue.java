package dev.accountrisk.wire;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * A record with a value that an operator corrected. People write JSON, also where a decoder reads the topic: so the value is what
 * a {@link ValueReader} would have made, and a mapping reads it.
 */
public final class CorrectedValue {
    private static final byte[] JSON = "json".getBytes(StandardCharsets.US_ASCII);

    private CorrectedValue() {}

    /** A parked record with the value in place of its own. What the workers sent keeps the contract's form. */
    public static InputRecord in(InputRecord record, byte[] value) {
        RecordHeaders headers = record.headers();
        InputRecord corrected = record.withValue(value);
        return OwnRecords.isOwn(headers)
                ? corrected
                : corrected.withHeaders(name -> name.equals(OwnRecords.HEADER) ? JSON : headers.last(name));
    }

    /** Whether a record with these headers has JSON as its value, whatever decoder its topic has. */
    public static boolean isJson(RecordHeaders headers) {
        return OwnRecords.isOwn(headers) || Arrays.equals(headers.last(OwnRecords.HEADER), JSON);
    }
}
