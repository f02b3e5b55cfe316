package dev.accountrisk.app;

import dev.accountrisk.account.Command;
import dev.accountrisk.account.RiskUpdate;
import dev.accountrisk.app.decoders.Decoders;
import dev.accountrisk.app.settings.DecoderProperties;
import dev.accountrisk.app.settings.MappingProperties;
import dev.accountrisk.app.settings.RefusedSettingException;
import dev.accountrisk.commands.CommandDecoder;
import dev.accountrisk.mapping.ContractField;
import dev.accountrisk.mapping.Mapping;
import dev.accountrisk.mapping.Part;
import dev.accountrisk.mapping.PlainDecoder;
import dev.accountrisk.mapping.TopicMapping;
import dev.accountrisk.mapping.key.KeyObserver;
import dev.accountrisk.risk.RiskUpdateDecoder;
import dev.accountrisk.wire.Decoded;
import dev.accountrisk.wire.InputRecord;
import dev.accountrisk.wire.Json;
import dev.accountrisk.wire.ReaderUnavailableException;
import dev.accountrisk.wire.RecordDecoder;
import dev.accountrisk.wire.ValueReader;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What the worker would make of records of one topic, without any server. */
public final class Trial {
    private static final String ACCOUNT = "accountUuid";

    private final RecordDecoder<?> decoder;
    private final Mapping explained;
    private final @Nullable ValueReader values;

    private Trial(PlainDecoder<?> plain, List<ContractField> contract, @Nullable Mapping mapping,
            Optional<ValueReader> values) {
        TopicMapping read = mapping == null ? TopicMapping.NONE : TopicMapping.of(mapping, KeyObserver.NONE);
        this.decoder = Mappings.decoding(read, values).decoder(plain);
        this.explained = mapping == null ? Mapping.ofTheContract(contract) : mapping;
        this.values = values.orElse(null);
    }

    /**
     * A trial under a worker's settings.
     *
     * @param topic the topic's name, or that of its setting
     * @param file  the mapping in place of the one that the settings name
     * @throws RefusedSettingException  if the mapping or the decoder cannot be used
     * @throws IllegalArgumentException if the topic is not consumed
     */
    public static Trial of(StandaloneSettings settings, String topic, @Nullable Path file) {
        TopicProperties topics = settings.topics();
        MappingProperties mappings = settings.mappings();
        DecoderProperties decoders = settings.decoders();
        long skewMillis = settings.engine().maxClockSkew().toMillis();
        String name = topics.named(topic);
        if (name.equals(topics.riskUpdates())) {
            PlainDecoder<RiskUpdate> decoder = new RiskUpdateDecoder(settings.risk().orderBy(), skewMillis);
            return of(decoder, RiskUpdateDecoder.FIELDS, file == null ? mappings.riskUpdates() : file,
                    Decoders.open(decoders).reader(Mappings.RISK_UPDATES, decoders.riskUpdates(), name));
        }
        if (name.equals(topics.commands())) {
            PlainDecoder<Command> decoder = new CommandDecoder(skewMillis);
            return of(decoder, CommandDecoder.FIELDS, file == null ? mappings.commands() : file,
                    Decoders.open(decoders).reader(Mappings.COMMANDS, decoders.commands(), name));
        }
        throw new IllegalArgumentException("--topic: " + topic + " is not consumed; there are risk-updates ("
                + topics.riskUpdates() + ") and commands (" + topics.commands() + ")");
    }

    private static Trial of(PlainDecoder<?> plain, List<ContractField> contract, @Nullable Path file,
            Optional<ValueReader> values) {
        return new Trial(plain, contract, file == null ? null : Mappings.parse(file, contract, file.toString()),
                values);
    }

    /**
     * Decodes a record as it would arrive.
     *
     * @throws ReaderUnavailableException if something that decodes its value does not answer
     */
    public Decoded<?> decode(InputRecord record) {
        return decoder.decode(record);
    }

    /** The key with which a record without one would belong to the account that it maps to. */
    public byte[] keyFor(InputRecord record) {
        String account = "";
        for (Part part : explain(record)) {
            if (part.field().equals(ACCOUNT) && part.becomes() != null) {
                account = part.becomes();
            }
        }
        return explained.keyOf(account);
    }

    /** Which rule takes what from where. */
    public List<Part> explain(InputRecord record) {
        return explained.explain(json(record));
    }

    /** The record with JSON as its value, where it can be read. */
    private InputRecord json(InputRecord record) {
        return values != null && Json.isOfValidSize(record.value())
                && values.read(record) instanceof Decoded.Valid<InputRecord>(InputRecord read) ? read : record;
    }
}
