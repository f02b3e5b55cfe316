package dev.accountrisk.simulator;

import dev.accountrisk.engine.record.Source;
import java.util.List;

/** What a worker is told, compared with what the database has. Belongs to one worker. */
final class Truth {
    private final Storage storage;
    private final List<String> findings;
    private int lossesBefore;

    Truth(Storage storage, List<String> findings) {
        this.storage = storage;
        this.findings = findings;
    }

    /** The worker is about to apply something. */
    void begin() {
        lossesBefore = storage.losses();
    }

    /** The worker was told that a source is applied up to an offset. If the database has lost nothing meanwhile, it is. */
    void expectAt(Source source, long nextOffset) {
        if (storage.losses() != lossesBefore) {
            return;
        }
        for (Row row : Row.all(storage, "consumer_position")) {
            if (row.text("topic").equals(source.topic()) && row.number("partition_no") == source.partition()
                    && row.number("next_offset") < nextOffset) {
                findings.add("told that " + source + " is applied up to " + nextOffset + ", but it is at "
                        + row.number("next_offset"));
            }
        }
    }
}
