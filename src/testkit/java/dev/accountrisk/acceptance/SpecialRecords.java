package dev.accountrisk.acceptance;

import dev.accountrisk.model.LoadRecord;
import dev.accountrisk.model.WorkerDatabase;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Seven records that cannot be applied, each between two that can, all of them in one partition. */
final class SpecialRecords {
    private static final String ACCOUNT = "dc57ktzmtiwp";

    private final List<LoadRecord> all = new ArrayList<>();
    private final String topic;
    private final long now = System.currentTimeMillis();
    private long broken;
    private long neighbours;

    SpecialRecords(String topic) {
        this.topic = topic;
        neighbour();
        broken(ACCOUNT, "{\"eventId\":\"a\",");
        broken("someone-else", update("b", ACCOUNT, "7", now));
        broken(ACCOUNT, update("c", ACCOUNT, "7", now).replace("}", ",\"pad\":\"" + "x".repeat(70 * 1024) + "\"}"));
        broken(ACCOUNT, update("d", ACCOUNT, "7", now).replace("}", ",\"risk\":8}"));
        String shouted = "0199F1A2-7C11-7000-8000-5C1E0B6F2A10";
        broken(shouted, update("e", shouted, "7", now));
        broken(ACCOUNT, update("f", ACCOUNT, "NaN", now));
        broken(ACCOUNT, update("g", ACCOUNT, "7", now + 3_600_000));
    }

    private void broken(String key, String json) {
        broken++;
        all.add(record(key, json));
        neighbour();
    }

    private void neighbour() {
        neighbours++;
        all.add(record(ACCOUNT, update("n" + neighbours, ACCOUNT, Long.toString(neighbours), now + neighbours)));
    }

    private LoadRecord record(String key, String json) {
        return new LoadRecord(
                topic,
                key.getBytes(StandardCharsets.UTF_8),
                json.getBytes(StandardCharsets.UTF_8),
                now);
    }

    private static String update(String eventId, String account, String risk, long occurredAt) {
        return "{\"eventId\":\"%s\",\"accountUuid\":\"%s\",\"risk\":%s,\"occurredAt\":%d}"
                .formatted(eventId, account, risk, occurredAt);
    }

    List<LoadRecord> all() {
        return all;
    }

    long broken() {
        return broken;
    }

    long neighbours() {
        return neighbours;
    }

    static List<String> reasons(WorkerDatabase database) {
        return database.texts("SELECT reason FROM parked_record");
    }
}
