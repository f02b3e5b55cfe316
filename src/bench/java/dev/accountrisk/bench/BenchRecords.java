package dev.accountrisk.bench;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** The benchmark's loads as records in memory, for who measures a function alone. */
public final class BenchRecords {
    private static final long SEED = 7;
    private static final long TIMESTAMP_MILLIS = 1_763_777_000_000L;

    private BenchRecords() {}

    /** A record. */
    @SuppressWarnings("ArrayRecordComponent") // never compared: it only carries the bytes
    public record Bytes(byte[] key, byte[] value, long timestampMillis) {}

    /** Risk updates, some accounts much busier than others. */
    public static List<Bytes> riskUpdates(int accounts, int records) {
        return records(RiskLoad.of(new RiskStream(SEED, accounts, records)));
    }

    /** Commands of every kind. */
    public static List<Bytes> commands(int accounts, int records) {
        return records(new CommandLoad(accounts, records));
    }

    private static List<Bytes> records(Load load) {
        List<Bytes> records = new ArrayList<>();
        load.replay((key, value) -> records
                .add(new Bytes(key.getBytes(StandardCharsets.US_ASCII), value, TIMESTAMP_MILLIS)));
        return records;
    }
}
