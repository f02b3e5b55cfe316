package dev.accountrisk.simulator;

import static dev.accountrisk.model.ModelTables.line;

import dev.accountrisk.account.RiskOrder;
import dev.accountrisk.engine.record.Received;
import dev.accountrisk.model.ContractModel;
import dev.accountrisk.model.ModelPolicy;
import dev.accountrisk.model.ModelSettings;
import dev.accountrisk.model.ModelTables;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/** Compares the rows that a run has left with the model, and its events with its journal. */
final class Judgement {
    private static final String ACCOUNT = "account_uuid";

    private final Topics topics;
    private final Storage storage;
    private final Consumer consumer;
    private final ModelSettings settings;
    private final List<String> findings;

    Judgement(Topics topics, Storage storage, Consumer consumer, RiskOrder order, boolean holdBack, double cap,
            List<String> findings) {
        this.topics = topics;
        this.storage = storage;
        this.consumer = consumer;
        this.settings = new ModelSettings(Topics.RISK, Topics.COMMANDS, order == RiskOrder.SEQUENCE, holdBack,
                Topics.MAX_SKEW_MILLIS, new ModelPolicy(0, cap, 30, 60, 85));
        this.findings = findings;
    }

    void pass() {
        Map<String, String> openings = new HashMap<>();
        SortedMap<String, String> found = found(openings);
        ContractModel model = ModelTables.model(settings, openings);
        for (Topics.Log<?> log : topics.all()) {
            if (!log.source().topic().endsWith(Topics.AGAIN)) {
                for (Received<?> record : log.records()) {
                    model.accept(log.source().topic(), log.source().partition(), record.offset(),
                            record.timestampMillis(), record.key(), record.value());
                }
            }
        }
        SortedMap<String, String> expected = ModelTables.of(model);
        TreeSet<String> rows = new TreeSet<>(expected.keySet());
        rows.addAll(found.keySet());
        for (String row : rows) {
            if (!Objects.equals(expected.get(row), found.get(row))) {
                findings.add(row + ": expected " + expected.get(row) + ", found " + found.get(row));
            }
        }
        positions();
        new EventCheck(storage, consumer, findings).pass();
    }

    private SortedMap<String, String> found(Map<String, String> openings) {
        SortedMap<String, String> found = new TreeMap<>();
        for (Row row : Row.all(storage, "account_risk")) {
            found.put("risk " + row.text(ACCOUNT), line(row.of("risk"), row.of("level"), row.of("occurred_at"),
                    row.of("sequence"), row.of("last_event_id")));
        }
        for (Row row : Row.all(storage, "account_balance")) {
            found.put("balance " + row.text(ACCOUNT) + " " + row.text("asset"),
                    line(row.of("balance"), row.of("frozen")));
        }
        for (Row row : Row.all(storage, "account_hold")) {
            found.put("hold " + row.text(ACCOUNT) + " " + row.text("hold_id"),
                    line(row.of("asset"), row.of("amount"), row.of("state"), row.of("expires_at")));
        }
        for (Row row : Row.all(storage, "account")) {
            found.put("account " + row.text(ACCOUNT), row.text("external_ref"));
        }
        for (Row row : Row.all(storage, "account_entry")) {
            String kind = row.text("kind");
            if (kind.equals("OPEN")) {
                boolean refused = row.of("reason") != null;
                openings.put(row.text(ACCOUNT) + " " + row.text("entry_id"),
                        row.text(refused ? "reason" : "outcome"));
            }
            found.put("entry " + row.text(ACCOUNT) + " " + row.text("entry_id"), kind.equals("ADD")
                    ? kind
                    : line(kind, row.of("asset"), row.of("outcome"), row.of("reason"), row.of("balance_after"),
                            row.of("frozen_after")));
        }
        for (Row row : Row.all(storage, "parked_record")) {
            if (!row.text("source_topic").endsWith(Topics.AGAIN)) {
                found.put("parked " + row.text("source_topic") + " " + row.text("source_partition") + " "
                        + row.text("source_offset"), line(row.of(ACCOUNT), row.of("reason")));
            }
        }
        return found;
    }

    /** Every record is consumed, and counted once. */
    private void positions() {
        Map<String, Row> positions = new HashMap<>();
        for (Row row : Row.all(storage, "consumer_position")) {
            positions.put(row.text("topic") + "-" + row.text("partition_no"), row);
        }
        for (Topics.Log<?> log : topics.all()) {
            long records = log.records().size();
            Row position = positions.get(log.source().toString());
            if (position == null || position.number("next_offset") != records) {
                findings.add("position of " + log.source() + " of " + records + " records: " + position);
                continue;
            }
            long counted = Stream.of("applied", "stale", "duplicate", "refused", "parked")
                    .mapToLong(position::number)
                    .sum();
            if (counted != records) {
                findings.add("outcomes of " + log.source() + ": " + counted + " of " + records + " records");
            }
        }
    }
}
