package dev.accountrisk.app.settings;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * YAML files that say how the records of a topic are read. A topic without one has records of the contract's own form.
 *
 * @param riskUpdates the mapping of the topic of risk updates
 * @param commands    the mapping of the topic of commands
 */
@ConfigurationProperties("account-risk.mappings")
public record MappingProperties(@Nullable Path riskUpdates, @Nullable Path commands) {}
