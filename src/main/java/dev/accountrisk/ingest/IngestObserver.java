package dev.accountrisk.ingest;

import dev.accountrisk.apply.OutcomeCounts;

/** Is told what became of records. */
@FunctionalInterface
public interface IngestObserver {
    /** Records of a topic are committed with these outcomes. */
    void counted(String topic, OutcomeCounts counts);
}
