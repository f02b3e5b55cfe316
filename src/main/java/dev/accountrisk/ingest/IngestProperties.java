package dev.accountrisk.ingest;

import dev.accountrisk.ingest.IngestSettings.StartFrom;
import java.util.Set;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The live consumer.
 *
 * @param consumers        threads that poll and decode
 * @param writers          threads that apply large batches; 0 for one per processor and at most eight
 * @param startFrom        where a partition without a position begins
 * @param acceptedTopicIds ids of recreated topics that may begin again
 */
@ConfigurationProperties("account-risk.ingest")
public record IngestProperties(@DefaultValue("1") int consumers, @DefaultValue("0") int writers,
        @DefaultValue("earliest") StartFrom startFrom, @DefaultValue Set<String> acceptedTopicIds) {
    private static final int WRITERS_MAX_BY_DEFAULT = 8;

    /** Checks the bounds. */
    public IngestProperties {
        if (consumers < 1) {
            throw new IllegalArgumentException("account-risk.ingest.consumers must be at least 1");
        }
        if (writers < 0) {
            throw new IllegalArgumentException("account-risk.ingest.writers must not be negative");
        }
    }

    /** The settings with the number of writers decided. */
    public IngestSettings settings() {
        int decided = writers > 0
                ? writers
                : Math.clamp(Runtime.getRuntime().availableProcessors(), 1, WRITERS_MAX_BY_DEFAULT);
        return new IngestSettings(consumers, decided, startFrom, acceptedTopicIds);
    }
}
