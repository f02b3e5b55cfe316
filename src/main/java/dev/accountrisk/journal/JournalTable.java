package dev.accountrisk.journal;

import dev.accountrisk.engine.TopicTable;
import java.util.List;

/** The table {@code account_entry} as a comparison of two journals sees it. */
public final class JournalTable {
    public static final String NAME = "account_entry";

    /** What the topics determine of it. */
    public static final TopicTable COMPARED = TopicTable.of(NAME, List.of("account_uuid", "entry_id", "of_command"),
            "kind", "version", "asset", "amount", "outcome", "reason", "balance_after", "frozen_after", "risk_added",
            "risk_after", "hold_id", "external_ref", "occurred_at", "HEX(content_digest)", "source_topic",
            "source_partition", "source_offset");

    private JournalTable() {}
}
