package dev.accountrisk.servers;

import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;
import org.springframework.boot.kafka.autoconfigure.KafkaConnectionDetails;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.test.context.DynamicPropertyRegistrar;

/**
 * Points a Spring test at the shared servers, whichever they are: a fresh database for each context, Boot's connection
 * details for it and for Kafka, and Redis as the properties the worker reads.
 */
@TestConfiguration(proxyBeanMethods = false)
public class ServersConfiguration {

    private static final AtomicInteger CONTEXTS = new AtomicInteger();

    @Bean
    TestServers testServers() {
        return TestServers.shared();
    }

    @Bean
    FreshDatabase freshDatabase(TestServers servers) {
        String name = "test_" + CONTEXTS.incrementAndGet();
        servers.mysql().createDatabase(name);
        return new FreshDatabase(name);
    }

    @Bean
    JdbcConnectionDetails jdbcConnectionDetails(TestServers servers, FreshDatabase database) {
        return new JdbcConnectionDetails() {
            @Override
            public String getUsername() {
                return servers.mysql().username();
            }

            @Override
            public String getPassword() {
                return servers.mysql().password();
            }

            @Override
            public String getJdbcUrl() {
                return servers.mysql().jdbcUrl(database.name());
            }
        };
    }

    @Bean
    KafkaConnectionDetails kafkaConnectionDetails(TestServers servers) {
        return () -> List.of(servers.kafka().bootstrapServers());
    }

    @Bean
    DynamicPropertyRegistrar redisProperties(TestServers servers) {
        return registry -> {
            registry.add("spring.data.redis.host", () -> servers.redis().host());
            registry.add("spring.data.redis.port", () -> servers.redis().port());
        };
    }

    /** The database of one context. */
    public record FreshDatabase(String name) {}
}
