package dev.accountrisk.mapping;

import dev.accountrisk.wire.RecordHeaders;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** Whether a record's value is the data itself, a CloudEvent around it, or several of them. The content type says so. */
enum CloudEventForm {
    /** The value is the data: of a CloudEvent in binary mode, whose attributes are headers, or of no CloudEvent. */
    DATA,
    /** The value is a CloudEvent in structured mode. */
    STRUCTURED,
    /** The value is a batch of CloudEvents. */
    BATCH;

    static final String CONTENT_TYPE = "content-type";
    /** What the headers of attributes begin with. */
    static final String PREFIX = "ce_";

    private static final String EVENT = "application/cloudevents+json";
    private static final String EVENTS = "application/cloudevents-batch+json";

    static CloudEventForm of(RecordHeaders headers) {
        byte[] header = headers.last(CONTENT_TYPE);
        if (header == null) {
            return DATA;
        }
        String type = new String(header, StandardCharsets.ISO_8859_1).split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
        return switch (type) {
            case EVENT -> STRUCTURED;
            case EVENTS -> BATCH;
            default -> DATA;
        };
    }
}
