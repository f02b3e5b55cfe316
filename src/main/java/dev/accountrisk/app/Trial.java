package dev.accountrisk.app;

import dev.accountrisk.account.Command;
import dev.accountrisk.account.RiskUpdate;
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
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the worker would make of records of one topic, without any server. */
public final class Trial {
    private static final String ACCOUNT = "accountUuid";

    private final PlainDecoder<?> plain;
    private final @Nullable Mapping mapping;
    private final Mapping explained;

    private Trial(PlainDecoder<?> plain, List<ContractField> contract, @Nullable Mapping mapping) {
        this.plain = plain;
        this.mapping = mapping;
        this.explained = mapping == null ? Mapping.ofTheContract(contract) : mapping;
    }

    /**
     * A trial under a worker's settings.
     *
     * @param topic the topic's name, or that of its setting
     * @param file  the mapping in place of the one that the settings name
     * @throws RefusedSettingException  if the mapping cannot be used
     * @throws IllegalArgumentException if the topic is not consumed
     */
    public static Trial of(StandaloneSettings settings, String topic, @Nullable Path file) {
        TopicProperties topics = settings.topics();
        MappingProperties mappings = settings.mappings();
        long skewMillis = settings.engine().maxClockSkew().toMillis();
        String name = topics.named(topic);
        if (name.equals(topics.riskUpdates())) {
            PlainDecoder<RiskUpdate> decoder = new RiskUpdateDecoder(settings.risk().orderBy(), skewMillis);
            return of(decoder, RiskUpdateDecoder.FIELDS, file == null ? mappings.riskUpdates() : file);
        }
        if (name.equals(topics.commands())) {
            PlainDecoder<Command> decoder = new CommandDecoder(skewMillis);
            return of(decoder, CommandDecoder.FIELDS, file == null ? mappings.commands() : file);
        }
        throw new IllegalArgumentException("--topic: " + topic + " is not consumed; there are risk-updates ("
                + topics.riskUpdates() + ") and commands (" + topics.commands() + ")");
    }

    private static Trial of(PlainDecoder<?> plain, List<ContractField> contract, @Nullable Path file) {
        return new Trial(plain, contract, file == null ? null : Mappings.parse(file, contract, file.toString()));
    }

    /** Decodes a record as it would arrive. */
    public Decoded<?> decode(InputRecord record) {
        return (mapping == null ? TopicMapping.NONE : TopicMapping.of(mapping, KeyObserver.NONE)).decoder(plain)
                .decode(record);
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
        return explained.explain(record);
    }
}
