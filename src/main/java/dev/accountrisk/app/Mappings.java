package dev.accountrisk.app;

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
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
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
                read("risk-updates", files.riskUpdates(), RiskUpdateDecoder.FIELDS, keys.of("risk-updates")),
                read("commands", files.commands(), CommandDecoder.FIELDS, keys.of("commands")));
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
