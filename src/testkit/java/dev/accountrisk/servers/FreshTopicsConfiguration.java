package dev.accountrisk.servers;

import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.test.context.DynamicPropertyRegistrar;

/**
 * What {@link ServersConfiguration} does, and the worker's four topics under names of the context's own, with a consumer
 * group to go with them.
 */
@TestConfiguration(proxyBeanMethods = false)
@Import(ServersConfiguration.class)
public class FreshTopicsConfiguration {

    private static final int PARTITIONS = 6;

    @Bean
    FreshTopics freshTopics(TestServers servers, ServersConfiguration.FreshDatabase database) {
        var topics = FreshTopics.named(database.name());
        topics.create(servers.kafka(), PARTITIONS);
        return topics;
    }

    @Bean
    DynamicPropertyRegistrar topicProperties(FreshTopics topics) {
        return registry -> topics.asProperties().forEach((name, value) -> registry.add(name, () -> value));
    }
}
