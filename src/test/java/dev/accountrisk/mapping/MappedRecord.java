package dev.accountrisk.mapping;

import dev.accountrisk.account.Command;
import dev.accountrisk.account.RiskOrder;
import dev.accountrisk.account.RiskUpdate;
import dev.accountrisk.commands.CommandDecoder;
import dev.accountrisk.mapping.key.KeyObserver;
import dev.accountrisk.risk.RiskUpdateDecoder;
import dev.accountrisk.wire.InputRecord;
import dev.accountrisk.wire.RecordDecoder;
import dev.accountrisk.wire.RecordHeaders;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A record in the making that a mapping reads. */
final class MappedRecord {
    static final long WRITTEN_AT_MILLIS = 1763776800200L;
    static final long MAX_CLOCK_SKEW_MILLIS = 300_000;

    private final String value;
    private @Nullable String key = "8";
    private final Map<String, byte[]> headers = new HashMap<>();
    private int partition = 3;

    private MappedRecord(String value) {
        this.value = value;
    }

    static MappedRecord of(String value) {
        return new MappedRecord(value);
    }

    MappedRecord key(@Nullable String other) {
        key = other;
        return this;
    }

    MappedRecord partition(int other) {
        partition = other;
        return this;
    }

    MappedRecord header(String name, String text) {
        headers.put(name, bytes(text));
        return this;
    }

    InputRecord input() {
        RecordHeaders found = headers::get;
        return new InputRecord(key == null ? null : bytes(key), found, WRITTEN_AT_MILLIS, bytes(value), partition,
                1042);
    }

    static RecordDecoder<RiskUpdate> riskUpdates(String mapping) {
        return riskUpdates(mapping, KeyObserver.NONE);
    }

    static RecordDecoder<RiskUpdate> riskUpdates(String mapping, KeyObserver observer) {
        return TopicMapping.of(MappingFile.parse(bytes(mapping), RiskUpdateDecoder.FIELDS), observer)
                .decoder(new RiskUpdateDecoder(RiskOrder.OCCURRED_AT, MAX_CLOCK_SKEW_MILLIS));
    }

    static RecordDecoder<Command> commands(String mapping) {
        return TopicMapping.of(MappingFile.parse(bytes(mapping), CommandDecoder.FIELDS), KeyObserver.NONE)
                .decoder(new CommandDecoder(MAX_CLOCK_SKEW_MILLIS));
    }

    static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
