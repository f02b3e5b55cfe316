package com.example;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.kafka.annotation.KafkaListener;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Prints what happens to the accounts, each event once. Needs spring-boot-starter-kafka and Jackson. */
@EnableAutoConfiguration
public class AccountEvents {
    private static final int REMEMBERED = 100_000;

    /**
     * The ids of the newest events. Events arrive at least once. A consumer that stores what it learns keeps the ids in the same
     * database, in the same transaction.
     */
    private final Set<String> seen = Collections.newSetFromMap(new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Boolean> eldest) {
            return size() > REMEMBERED;
        }
    });

    @KafkaListener(topics = "${account-risk.topics.events:account.events}", groupId = "account-events-example",
            properties = "auto.offset.reset=earliest", concurrency = "1")
    void on(String json) {
        JsonNode event = JsonMapper.shared().readTree(json);
        if (!seen.add(event.path("id").asString())) {
            return;
        }
        JsonNode data = event.path("data");
        System.out.println(event.path("subject").asString() + ": " + switch (event.path("type").asString()) {
            case "CommandApplied" -> "applied " + data.path("commandId").asString();
            case "CommandRefused" -> "refused " + data.path("commandId").asString() + ": " + data.path("reason").asString();
            case "RiskLevelChanged" -> data.path("oldLevel").asString() + " -> " + data.path("newLevel").asString();
            // amounts are strings: new BigDecimal(...) reads every digit
            case "BalanceChanged" -> data.path("asset").asString() + " " + data.path("balance").asString();
            // later versions may add types
            default -> "ignored " + event.path("type").asString();
        });
    }

    public static void main(String[] arguments) {
        SpringApplication.run(AccountEvents.class, arguments);
    }
}
