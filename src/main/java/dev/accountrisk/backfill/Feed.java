package dev.accountrisk.backfill;

import dev.accountrisk.account.Command;
import dev.accountrisk.account.RiskOrder;
import dev.accountrisk.account.RiskUpdate;
import dev.accountrisk.apply.Engine;
import dev.accountrisk.apply.Engines;
import dev.accountrisk.apply.Fence;
import dev.accountrisk.wire.CommandDecoder;
import dev.accountrisk.wire.Decoded;
import dev.accountrisk.wire.RiskUpdateDecoder;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * How the records of one topic are read and applied.
 *
 * @param decoding what the live consumer reads with
 * @param lenient  what an operator has let go is read with: whatever bound was lifted for it
 * @param engine   makes an engine whose position is the tables' own
 * @param fenced   makes an engine whose progress is somebody else's
 * @param tables   those that it alone fills; {@link Tables#SHARED} it fills with the other topic
 */
public record Feed<T>(String topic, Decoding<T> decoding, Decoding<T> lenient, Function<Engines, Engine<T>> engine,
        BiFunction<Engines, Fence, Engine<T>> fenced, List<String> tables) {
    private static final long ANY_SKEW_MILLIS = Long.MAX_VALUE / 4;

    /** Reads one record. */
    @FunctionalInterface
    public interface Decoding<T> {
        /** Never throws on bad bytes. */
        Decoded<T> decode(byte @Nullable [] key, byte @Nullable [] value, long timestampMillis);
    }

    /** The topic of risk updates. */
    public static Feed<RiskUpdate> riskUpdates(String topic, RiskOrder order, long skewMillis) {
        return new Feed<>(topic, new RiskUpdateDecoder(order, skewMillis)::decode,
                new RiskUpdateDecoder(order, ANY_SKEW_MILLIS)::decode, Engines::riskEngine, Engines::riskEngine,
                List.of("account_risk"));
    }

    /** The topic of commands. */
    public static Feed<Command> commands(String topic, long skewMillis) {
        return new Feed<>(topic, new CommandDecoder(skewMillis)::decode, new CommandDecoder(ANY_SKEW_MILLIS)::decode,
                Engines::commandEngine, Engines::commandEngine,
                List.of("account", "account_balance", "account_head", "account_hold", "account_reference"));
    }
}
