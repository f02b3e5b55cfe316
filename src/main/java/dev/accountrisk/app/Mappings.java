package dev.accountrisk.app;

import dev.accountrisk.app.decoders.Decoders;
import dev.accountrisk.app.settings.DecoderProperties;
import dev.accountrisk.app.settings.MappingProperties;
import dev.accountrisk.app.settings.RefusedSettingException;
import dev.accountrisk.commands.CommandDecoder;
import dev.accountrisk.mapping.ContractField;
import dev.accountrisk.mapping.Mapping;
import dev.accountrisk.mapping.MappingException;
import dev.accountrisk.mapping.MappingFile;
import dev.accountrisk.mapping.TopicMapping;
import dev.accountrisk.mapping.key.KeyObserver;
import dev.accountrisk.observe.DifferingKeys;
import dev.accountrisk.risk.RiskUpdateDecoder;
import dev.accountrisk.wire.ValueReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** How the topics are read: by mappings from files and decoders from jars. They are read once: others begin with a restart. */
record Mappings(TopicMapping riskUpdates, TopicMapping commands) {
    static final String RISK_UPDATES = "risk-updates";
    static final String COMMANDS = "commands";

    private static final String PREFIX = "account-risk.mappings.";

    /**
     * Reads the files and loads the decoders.
     *
     * @throws RefusedSettingException with the file, the line, the field and the rule; or with the setting and the rule
     */
    static Mappings read(MappingProperties files, DecoderProperties decoders, TopicProperties topics,
            DifferingKeys keys) {
        Decoders opened = Decoders.open(decoders);
        return new Mappings(
                decoding(read(RISK_UPDATES, files.riskUpdates(), RiskUpdateDecoder.FIELDS,
                        keys.of(RISK_UPDATES)),
                        opened.reader(RISK_UPDATES, decoders.riskUpdates(), topics.riskUpdates())),
                decoding(read(COMMANDS, files.commands(), CommandDecoder.FIELDS,
                        keys.of(COMMANDS)),
                        opened.reader(COMMANDS, decoders.commands(), topics.commands())));
    }

    /** The same mapping, of values that a reader turns into JSON if there is one. */
    static TopicMapping decoding(TopicMapping mapping, Optional<ValueReader> values) {
        return values.map(mapping::withValuesOf).orElse(mapping);
    }

    private static TopicMapping read(String topic, @Nullable Path file, List<ContractField> contract,
            KeyObserver keys) {
        if (file == null) {
            return TopicMapping.NONE;
        }
        return TopicMapping.of(parse(file, contract, PREFIX + topic + " " + file), keys);
    }

    /**
     * Reads one file.
     *
     * @param name what an error calls the file
     * @throws RefusedSettingException with the name, the line, the field and the rule
     */
    static Mapping parse(Path file, List<ContractField> contract, String name) {
        try {
            return MappingFile.parse(Files.readAllBytes(file), contract);
        } catch (MappingException broken) {
            throw new RefusedSettingException(name + ", " + broken.getMessage());
        } catch (IOException unreadable) {
            throw new RefusedSettingException(
                    name + " cannot be read (" + unreadable.getClass().getSimpleName() + ")");
        }
    }

    /** Whether records may be left out. */
    boolean haveFilter() {
        return riskUpdates.hasFilter() || commands.hasFilter();
    }
}
