package dev.accountrisk.servers;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.boot.kafka.autoconfigure.KafkaAutoConfiguration;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.kafka.core.KafkaAdmin;

/** A Spring test that imports the configuration finds its three servers. */
@SpringBootTest(classes = ServersConfigurationIT.Nothing.class, webEnvironment = SpringBootTest.WebEnvironment.NONE)
@Import(FreshTopicsConfiguration.class)
class ServersConfigurationIT {

    @Autowired
    private DataSource dataSource;
    @Autowired
    private KafkaAdmin kafkaAdmin;
    @Autowired
    private ServersConfiguration.FreshDatabase database;
    @Value("${spring.data.redis.port}")
    private int redisPort;
    @Value("${account-risk.topics.commands}")
    private String commandsTopic;

    @Test
    void aContextHasADatabaseOfItsOwn() throws SQLException {
        try (var connection = dataSource.getConnection()) {
            assertThat(connection.getCatalog()).isEqualTo(database.name());
        }
    }

    @Test
    void aContextHasTopicsOfItsOwn() {
        assertThat(commandsTopic).startsWith(database.name());
        assertThat(kafkaAdmin.describeTopics(commandsTopic).values())
                .allSatisfy(topic -> assertThat(topic.partitions()).hasSize(6))
                .hasSize(1);
    }

    @Test
    void redisIsWhereThePropertiesSay() {
        assertThat(redisPort).isEqualTo(TestServers.shared().redis().port());
        assertThat(TestServers.shared().redis().command("PING")).isEqualTo("+PONG");
    }

    /** No worker: only the connections are looked at. */
    @Configuration(proxyBeanMethods = false)
    @ImportAutoConfiguration({DataSourceAutoConfiguration.class, KafkaAutoConfiguration.class})
    static class Nothing {}
}
