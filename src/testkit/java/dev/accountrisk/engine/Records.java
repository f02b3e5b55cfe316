package dev.accountrisk.engine;

import dev.accountrisk.account.Command;
import dev.accountrisk.account.CommandType;
import dev.accountrisk.account.ContentDigest;
import dev.accountrisk.account.Entry;
import dev.accountrisk.account.RiskUpdate;
import dev.accountrisk.engine.record.Received;
import dev.accountrisk.engine.record.Slice;
import dev.accountrisk.engine.record.Source;
import dev.accountrisk.wire.Decoded;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Batches for tests: records of one partition, at offsets from 0 on. */
final class Records {
    private Records() {}

    static RiskUpdate set(String account, String eventId, double risk, long occurredAtMillis) {
        return new RiskUpdate(eventId, account, RiskUpdate.Type.SET, risk, occurredAtMillis, RiskUpdate.NO_SEQUENCE);
    }

    static RiskUpdate add(String account, String eventId, double risk) {
        return new RiskUpdate(eventId, account, RiskUpdate.Type.ADD, risk, 1_000, RiskUpdate.NO_SEQUENCE);
    }

    static Command command(CommandType type, String account, String id, @Nullable String amount,
            @Nullable String holdId) {
        BigDecimal exact = amount == null ? null : new BigDecimal(amount);
        return new Command(id, account, type, "COIN", exact, holdId, null, null, 1_000,
                ContentDigest.of(type, "COIN", exact, holdId, null, null));
    }

    static Command open(String account, String id, String reference) {
        return new Command(id, account, CommandType.OPEN, "DEFAULT", null, null, null, reference, 1_000,
                ContentDigest.of(CommandType.OPEN, "DEFAULT", null, null, null, reference));
    }

    static <T extends Entry> Slice<T> batch(Source source, long fromOffset, List<T> events) {
        List<Received<T>> received = new ArrayList<>();
        for (T event : events) {
            byte[] key = accountOf(event).getBytes(StandardCharsets.US_ASCII);
            received.add(
                    new Received<>(fromOffset + received.size(), 1_000, key, "{}".getBytes(StandardCharsets.US_ASCII),
                            new Decoded.Valid<>(event)));
        }
        return new Slice<>(source, fromOffset, fromOffset + events.size(), -1, received);
    }

    private static String accountOf(Object event) {
        return switch (event) {
            case RiskUpdate update -> update.accountUuid();
            case Command command -> command.accountUuid();
            default -> throw new IllegalArgumentException(String.valueOf(event));
        };
    }

    static Source source(String topic, int partition) {
        return new Source(topic, "id-" + Integer.toHexString(topic.hashCode()), partition);
    }
}
