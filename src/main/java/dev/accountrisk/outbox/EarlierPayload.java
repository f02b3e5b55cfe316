package dev.accountrisk.outbox;

import dev.accountrisk.account.AccountEvent;
import dev.accountrisk.wire.CloudEvents;
import dev.accountrisk.wire.EventArrays;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Payloads as the version before wrote them: an array of events, or the words "topic id partition offset offset ...". */
final class EarlierPayload {
    private EarlierPayload() {}

    static boolean isOne(OutboxRow row) {
        return row.payload().length == 0 || row.payload()[0] != '{';
    }

    static OutboxPayload unpack(OutboxRow row) {
        return switch (row.kind()) {
            case EVENTS -> unpackEvents(row);
            case PARKED -> {
                String[] words = new String(row.payload(), StandardCharsets.US_ASCII).split(" ", -1);
                yield new OutboxPayload.Parked(words[0], words[1], Integer.parseInt(words[2]),
                        Arrays.stream(words).skip(3).map(Long::valueOf).toList(), OutboxPayload.Parked.UNKNOWN_BYTES);
            }
        };
    }

    /** The row may be half sent already, so its events keep the ids that the version before gave them. */
    private static OutboxPayload unpackEvents(OutboxRow row) {
        String traceParent = EventArrays.traceParent(row.payload());
        CloudEvents encoder = new CloudEvents(Outbox.EVENT_SOURCE);
        List<EventMessage> messages = new ArrayList<>();
        for (AccountEvent event : EventArrays.unpack(row.payload())) {
            StringBuilder text = new StringBuilder();
            encoder.append(row.batchId() + "-" + messages.size(), event, traceParent, text);
            messages.add(new EventMessage(event.accountUuid().getBytes(StandardCharsets.US_ASCII),
                    text.toString().getBytes(StandardCharsets.UTF_8)));
        }
        return new OutboxPayload.Events(traceParent, messages);
    }
}
