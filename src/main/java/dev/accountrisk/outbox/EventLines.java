package dev.accountrisk.outbox;

import dev.accountrisk.account.AccountEvent;
import dev.accountrisk.wire.CloudEvents;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Events as they are sent, so that the relay need not encode them: a line for each, with its account, a space, and the CloudEvent.
 * An account's id has no space, and JSON no line break. The lines are compressed, because MySQL writes each byte several times.
 */
final class EventLines {
    /** The end of a line. */
    static final char LINE_END = '\n';

    private static final char KEY_END = ' ';
    private static final int INITIAL_CHARACTERS = 4 * 1024;

    private EventLines() {}

    /** Encodes events as lines until these have a size. */
    static byte[] encode(Iterator<AccountEvent> events, @Nullable String traceParent, CloudEvents encoder,
            int bytesMax) {
        StringBuilder text = new StringBuilder(INITIAL_CHARACTERS);
        do {
            AccountEvent event = events.next();
            encoder.append(event, traceParent, text.append(event.accountUuid()).append(KEY_END));
            text.append(LINE_END);
        } while (events.hasNext() && text.length() < bytesMax);
        return text.toString().getBytes(StandardCharsets.UTF_8);
    }

    /**
     * Reads lines.
     *
     * @throws IllegalArgumentException if a line is damaged
     */
    static List<EventMessage> read(byte[] lines) {
        List<EventMessage> messages = new ArrayList<>();
        for (int start = 0, end; start < lines.length; start = end + 1) {
            end = indexOf(LINE_END, lines, start);
            int keyEnd = indexOf(KEY_END, lines, start);
            if (keyEnd >= end || lines[end - 1] != '}') {
                throw new IllegalArgumentException("a line is damaged");
            }
            messages.add(new EventMessage(Arrays.copyOfRange(lines, start, keyEnd),
                    Arrays.copyOfRange(lines, keyEnd + 1, end)));
        }
        return messages;
    }

    /** The first index from a start on that holds a character, or the length if none does. */
    static int indexOf(char wanted, byte[] bytes, int from) {
        int at = from;
        while (at < bytes.length && bytes[at] != wanted) {
            at++;
        }
        return at;
    }
}
