package com.example;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.UUID;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.kafka.core.KafkaTemplate;
import tools.jackson.databind.json.JsonMapper;

/** Sends a risk update and a command for one account, whose id is the argument. Needs spring-boot-starter-kafka and Jackson. */
@EnableAutoConfiguration
public class AccountProducer implements ApplicationRunner {
    /** Numbers are BigDecimal: a double would be rounded. */
    record RiskUpdate(String eventId, String accountUuid, String type, BigDecimal risk, Instant occurredAt) {}

    record Credit(String commandId, String accountUuid, String type, String asset, String amount) {}

    private final KafkaTemplate<String, String> kafka;
    private final String riskUpdates;
    private final String commands;

    AccountProducer(KafkaTemplate<String, String> kafka,
            @Value("${account-risk.topics.risk-updates:account.risk.updates}") String riskUpdates,
            @Value("${account-risk.topics.commands:account.commands}") String commands) {
        this.kafka = kafka;
        this.riskUpdates = riskUpdates;
        this.commands = commands;
    }

    @Override
    public void run(ApplicationArguments arguments) throws Exception {
        String account = arguments.getNonOptionArgs().getFirst();
        // Make an id once for each fact and keep it with the fact: when it is sent again, the worker knows it.
        String id = UUID.randomUUID().toString();
        send(riskUpdates, account, new RiskUpdate("rule-7:" + id, account, "SET", new BigDecimal("42.5"), Instant.now()));
        send(commands, account, new Credit("deposit:" + id, account, "CREDIT", "COIN", new BigDecimal("616.25").toPlainString()));
    }

    /** The key is the account, so that its records keep their order. */
    private void send(String topic, String account, Object value) throws Exception {
        // Without get(), a record that was not sent would be a line in the log.
        kafka.send(topic, account, JsonMapper.shared().writeValueAsString(value)).get();
        System.out.println("sent " + value);
    }

    public static void main(String[] arguments) {
        SpringApplication.run(AccountProducer.class, arguments).close();
    }
}
