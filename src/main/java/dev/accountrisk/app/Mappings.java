package dev.accountrisk.app;

import dev.accountrisk.app.settings.MappingProperties;
import dev.accountrisk.app.settings.RefusedSettingException;
import dev.accountrisk.commands.CommandDecoder;
import dev.accountrisk.mapping.ContractField;
import dev.accountrisk.mapping.Mapping;
import dev.accountrisk.mapping.MappingException;
import dev.accountrisk.mapping.MappingFile;
import dev.accountrisk.mapping.TopicMapping;
import dev.accountrisk.observe.DifferingKeys;
import dev.accountrisk.risk.RiskUpdateDecoder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The mappings of the topics, from their files. They are read once: another mapping begins with a restart. */
record Mappings(TopicMapping riskUpdates, TopicMapping commands) {
    private static final String PREFIX = "account-risk.mappings.";

    /**
     * Reads the files.
     *
     * @throws RefusedSettingException with the file, the line, the field and the rule
     */
    static Mappings read(MappingProperties files, DifferingKeys keys) {
        return new Mappings(
                read("risk-updates", files.riskUpdates(), RiskUpdateDecoder.FIELDS,
                        account -> keys.seen("risk-updates", account)),
                read("commands", files.commands(), CommandDecoder.FIELDS, account -> keys.seen("commands", account)));
    }

    private static TopicMapping read(String topic, @Nullable Path file, List<ContractField> contract,
            Consumer<String> differingKeys) {
        if (file == null) {
            return TopicMapping.NONE;
        }
        return TopicMapping.of(parse(file, contract, PREFIX + topic + " " + file), differingKeys);
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
