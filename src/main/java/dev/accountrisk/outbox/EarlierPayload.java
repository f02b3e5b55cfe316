package dev.accountrisk.outbox;

import dev.accountrisk.wire.EventArrays;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Payloads as the version before wrote them: an array of events, or the words "topic id partition offset offset ...". */
final class EarlierPayload {
    private EarlierPayload() {}

    static boolean isOne(OutboxRow row) {
        return row.payload().length == 0 || row.payload()[0] != '{';
    }

    static OutboxPayload unpack(OutboxRow row) {
        return switch (row.kind()) {
            case EVENTS -> new OutboxPayload.Events(EventArrays.traceParent(row.payload()),
                    EventArrays.unpack(row.payload()));
            case PARKED -> {
                String[] words = new String(row.payload(), StandardCharsets.US_ASCII).split(" ", -1);
                yield new OutboxPayload.Parked(words[0], words[1], Integer.parseInt(words[2]),
                        Arrays.stream(words).skip(3).map(Long::valueOf).toList());
            }
        };
    }
}
