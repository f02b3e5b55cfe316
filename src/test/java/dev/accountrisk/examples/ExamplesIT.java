package dev.accountrisk.examples;

import static org.assertj.core.api.Assertions.assertThat;

import dev.accountrisk.acceptance.Scenario;
import dev.accountrisk.model.TopicReader;
import dev.accountrisk.servers.FreshTopics;
import dev.accountrisk.servers.TestServers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The examples feed a worker and hear from it, in both languages; what both send of one account is in one partition. */
class ExamplesIT {
    @TempDir
    private Path dir;

    @Test
    void theSpringExamplesFeedAWorkerAndHearFromIt() throws Exception {
        try (Scenario scenario = new Scenario(TestServers.shared(), "examples_spring")) {
            scenario.startWorker();
            feedAndHear(scenario, Language.java(dir), "AccountProducer", "AccountEvents");
        }
    }

    @Test
    void thePythonExamplesDoTheSameAndKeepTheAccountsPartition() throws Exception {
        Optional<Language> python = Language.python();
        Assumptions.assumeTrue(python.isPresent(),
                "skipped: this machine has no Debian packages of Python and Kafka's client");
        try (Scenario scenario = new Scenario(TestServers.shared(), "examples_python")) {
            scenario.startWorker();
            feedAndHear(scenario, python.orElseThrow(), "account_producer", "account_events");

            for (int account = 0; account < 8; account++) {
                send(scenario, python.orElseThrow(), "account_producer", "both-" + account);
            }
            Language java = Language.java(dir);
            for (int account = 0; account < 8; account += 3) {
                send(scenario, java, "AccountProducer", "both-" + account);
            }
            assertThat(partitions(scenario).values()).allSatisfy(partitions -> assertThat(partitions).hasSize(1));
            scenario.verify();
        }
    }

    private void feedAndHear(Scenario scenario, Language language, String producer, String consumer) throws Exception {
        try (Example events = Example.start(language, consumer, settings(scenario), dir.resolve("events.txt"))) {
            send(scenario, language, producer, "example-8");
            events.awaitPrinted("example-8: applied deposit:", "example-8: LOW -> MEDIUM", "example-8: COIN 616.25");
        }
        scenario.verify();
    }

    private void send(Scenario scenario, Language language, String producer, String account) throws Exception {
        try (Example sending = Example.start(language, producer, settings(scenario), dir.resolve("sent.txt"),
                account)) {
            sending.awaitEnd();
            assertThat(sending.printed()).contains("sent");
        }
    }

    private static Map<String, String> settings(Scenario scenario) {
        FreshTopics topics = scenario.topics();
        return Map.of("SPRING_KAFKA_BOOTSTRAP_SERVERS", scenario.kafka().bootstrapServers(),
                "ACCOUNTRISK_TOPICS_RISKUPDATES",
                topics.riskUpdates(), "ACCOUNTRISK_TOPICS_COMMANDS", topics.commands(), "ACCOUNTRISK_TOPICS_EVENTS",
                topics.events());
    }

    private static Map<String, Set<Integer>> partitions(Scenario scenario) {
        Map<String, Set<Integer>> partitions = new HashMap<>();
        new TopicReader(scenario.kafka().bootstrapServers()).forEach(List.of(scenario.topics().commands()),
                record -> partitions
                        .computeIfAbsent(new String(record.key(), StandardCharsets.UTF_8), any -> new HashSet<>())
                        .add(record.partition()));
        return partitions;
    }
}
