package dev.accountrisk.risk;

import dev.accountrisk.account.RiskLevel;
import dev.accountrisk.account.RiskState;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A map from accounts to rows in a few arrays. A row that is put again changes in place. As objects, hundreds of thousands of
 * rows would die in the old generation every second, and each collection of that generation stops the worker.
 */
final class StateTable {
    private static final int ROOM_FIRST = 32;
    private static final int ID_BYTES_USUAL = 36;

    private final IdIndex accounts = new IdIndex();
    private double[] risk = new double[ROOM_FIRST];
    private @Nullable RiskLevel[] level = new RiskLevel[ROOM_FIRST];
    private long[] occurredAtMillis = new long[ROOM_FIRST];
    private long[] sequence = new long[ROOM_FIRST];
    private long[] version = new long[ROOM_FIRST];
    private long[] entries = new long[ROOM_FIRST];
    /** Where the event's id begins, how long it is, and how long it may become without being moved. */
    private int[] eventIdBegin = new int[ROOM_FIRST];
    private byte[] eventIdLength = new byte[ROOM_FIRST];
    private byte[] eventIdRoom = new byte[ROOM_FIRST];
    private byte[] eventIds = new byte[ROOM_FIRST * ID_BYTES_USUAL];
    private int eventIdsEnd;

    int size() {
        return accounts.size();
    }

    @Nullable
    RiskState get(String accountUuid) {
        int row = accounts.find(accountUuid);
        return row == IdIndex.NONE
                ? null
                : new RiskState(risk[row], Objects.requireNonNull(level[row]), occurredAtMillis[row], sequence[row],
                        new String(eventIds, eventIdBegin[row], eventIdLength[row], StandardCharsets.ISO_8859_1),
                        version[row], entries[row]);
    }

    void put(String accountUuid, RiskState state) {
        int known = accounts.size();
        int row = accounts.findOrAdd(accountUuid);
        if (row == known) {
            ensureRoom(row);
            eventIdRoom[row] = 0;
        }
        risk[row] = state.risk();
        level[row] = state.level();
        occurredAtMillis[row] = state.occurredAtMillis();
        sequence[row] = state.sequence();
        version[row] = state.version();
        entries[row] = state.entries();
        putEventId(row, state.lastEventId().getBytes(StandardCharsets.ISO_8859_1));
    }

    /** Nearly all ids of a source have the same length, so a new one fits in the place of the old one. */

    private void putEventId(int row, byte[] eventId) {
        if (eventId.length > eventIdRoom[row]) {
            if (eventIdsEnd + eventId.length > eventIds.length) {
                eventIds = Arrays.copyOf(eventIds, eventIds.length + eventIds.length / 2 + eventId.length);
            }
            eventIdBegin[row] = eventIdsEnd;
            eventIdRoom[row] = (byte) eventId.length;
            eventIdsEnd += eventId.length;
        }
        System.arraycopy(eventId, 0, eventIds, eventIdBegin[row], eventId.length);
        eventIdLength[row] = (byte) eventId.length;
    }

    private void ensureRoom(int row) {
        if (row < risk.length) {
            return;
        }
        int rows = row + row / 2;
        risk = Arrays.copyOf(risk, rows);
        level = Arrays.copyOf(level, rows);
        occurredAtMillis = Arrays.copyOf(occurredAtMillis, rows);
        sequence = Arrays.copyOf(sequence, rows);
        version = Arrays.copyOf(version, rows);
        entries = Arrays.copyOf(entries, rows);
        eventIdBegin = Arrays.copyOf(eventIdBegin, rows);
        eventIdLength = Arrays.copyOf(eventIdLength, rows);
        eventIdRoom = Arrays.copyOf(eventIdRoom, rows);
    }

    void clear() {
        accounts.clear();
        eventIdsEnd = 0;
    }
}
