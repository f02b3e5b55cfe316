package dev.accountrisk.risk;

import dev.accountrisk.account.RiskUpdate;
import dev.accountrisk.engine.record.Received;
import dev.accountrisk.engine.record.RecordBuffer;
import dev.accountrisk.wire.Decoded;
import java.nio.charset.StandardCharsets;
import java.util.AbstractList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.RandomAccess;
import org.jspecify.annotations.Nullable;

/**
 * Risk updates of one partition, in order, in columns. They take a tenth of the memory of as many objects, and contain nothing
 * for a collector to follow. So a slice can be large. The bytes of a valid record are not kept. An invalid record is kept whole,
 * because it will be parked.
 */
final class PackedRiskUpdates extends AbstractList<Received<RiskUpdate>>
        implements
            RandomAccess,
            RecordBuffer<RiskUpdate> {
    /** Marks an invalid record, which has no account here. */
    static final int NO_ACCOUNT = IdIndex.NONE;
    /** Marks a record that the topic's mapping leaves out. */
    static final int IGNORED = NO_ACCOUNT - 1;

    /** The bytes that the columns of fixed width take per record. */
    private static final int RECORD_BYTES = 49;
    private static final int CAPACITY_FIRST = 64;
    private static final int ID_BYTES_USUAL = 36;

    private final IdIndex accounts = new IdIndex();
    /** Invalid records by their index. */
    private final Map<Integer, Received<RiskUpdate>> invalid = new HashMap<>();
    private long invalidBytes;
    private int size;
    private int[] account = new int[CAPACITY_FIRST];
    private long[] offset = new long[CAPACITY_FIRST];
    private long[] timestampMillis = new long[CAPACITY_FIRST];
    private long[] occurredAtMillis = new long[CAPACITY_FIRST];
    private long[] sequence = new long[CAPACITY_FIRST];
    private double[] risk = new double[CAPACITY_FIRST];
    private boolean[] adds = new boolean[CAPACITY_FIRST];
    private int[] eventIdEnd = new int[CAPACITY_FIRST];
    private byte[] eventIds = new byte[CAPACITY_FIRST * ID_BYTES_USUAL];

    /** The records themselves if they are packed already, otherwise a packed copy. */
    static PackedRiskUpdates of(List<Received<RiskUpdate>> records) {
        if (records instanceof PackedRiskUpdates packed) {
            return packed;
        }
        PackedRiskUpdates packed = new PackedRiskUpdates();
        records.forEach(packed::append);
        return packed;
    }

    @Override
    public void append(Received<RiskUpdate> record) {
        ensureRoom();
        offset[size] = record.offset();
        timestampMillis[size] = record.timestampMillis();
        switch (record.decoded()) {
            case Decoded.Valid<RiskUpdate>(RiskUpdate update) -> put(update);
            case Decoded.Invalid<RiskUpdate> _ -> {
                account[size] = NO_ACCOUNT;
                eventIdEnd[size] = eventIdBegin(size);
                invalid.put(size, record);
                invalidBytes += RecordBuffer.heapBytes(record);
            }
            case Decoded.Ignored<RiskUpdate> _ -> {
                account[size] = IGNORED;
                eventIdEnd[size] = eventIdBegin(size);
            }
        }
        size++;
    }

    private void put(RiskUpdate update) {
        account[size] = accounts.findOrAdd(update.accountUuid());
        occurredAtMillis[size] = update.occurredAtMillis();
        sequence[size] = update.sequence();
        risk[size] = update.risk();
        adds[size] = update.type() == RiskUpdate.Type.ADD;
        int from = eventIdBegin(size);
        int end = from + update.eventId().length();
        if (end > eventIds.length) {
            eventIds = Arrays.copyOf(eventIds, Math.max(end, eventIds.length * 2));
        }
        // an id is ASCII: one byte per character
        byte[] id = update.eventId().getBytes(StandardCharsets.ISO_8859_1);
        System.arraycopy(id, 0, eventIds, from, id.length);
        eventIdEnd[size] = end;
    }

    private int eventIdBegin(int index) {
        return index == 0 ? 0 : eventIdEnd[index - 1];
    }

    private void ensureRoom() {
        if (size < account.length) {
            return;
        }
        int capacity = size * 2;
        account = Arrays.copyOf(account, capacity);
        offset = Arrays.copyOf(offset, capacity);
        timestampMillis = Arrays.copyOf(timestampMillis, capacity);
        occurredAtMillis = Arrays.copyOf(occurredAtMillis, capacity);
        sequence = Arrays.copyOf(sequence, capacity);
        risk = Arrays.copyOf(risk, capacity);
        adds = Arrays.copyOf(adds, capacity);
        eventIdEnd = Arrays.copyOf(eventIdEnd, capacity);
    }

    @Override
    public int size() {
        return size;
    }

    @Override
    public List<Received<RiskUpdate>> records() {
        return this;
    }

    @Override
    public long heapBytes() {
        return size * (long) RECORD_BYTES + eventIds.length + accounts.heapBytes() + invalidBytes;
    }

    /** The record. A valid one comes without its bytes. */
    @Override
    public Received<RiskUpdate> get(int index) {
        Objects.checkIndex(index, size);
        return switch (account[index]) {
            case NO_ACCOUNT -> invalid(index);
            case IGNORED -> withoutBytes(index, new Decoded.Ignored<>());
            default -> withoutBytes(index, new Decoded.Valid<>(update(index)));
        };
    }

    private Received<RiskUpdate> withoutBytes(int index, Decoded<RiskUpdate> decoded) {
        return new Received<>(offset[index], timestampMillis[index], null, null, decoded);
    }

    /** How many accounts the valid records have. */
    int accountCount() {
        return accounts.size();
    }

    /** The account with an index. */
    String account(int place) {
        return accounts.get(place);
    }

    /** The index of a record's account, {@link #NO_ACCOUNT} if the record is invalid, or {@link #IGNORED}. */
    int placeOfAccount(int index) {
        return account[index];
    }

    boolean adds(int index) {
        return adds[index];
    }

    long offset(int index) {
        return offset[index];
    }

    /** The update of a valid record. */
    RiskUpdate update(int index) {
        return new RiskUpdate(eventId(index), accounts.get(account[index]),
                adds[index] ? RiskUpdate.Type.ADD : RiskUpdate.Type.SET, risk[index], occurredAtMillis[index],
                sequence[index]);
    }

    String eventId(int index) {
        int from = eventIdBegin(index);
        return new String(eventIds, from, eventIdEnd[index] - from, StandardCharsets.ISO_8859_1);
    }

    private Received<RiskUpdate> invalid(int index) {
        @Nullable
        Received<RiskUpdate> record = invalid.get(index);
        return Objects.requireNonNull(record);
    }
}
