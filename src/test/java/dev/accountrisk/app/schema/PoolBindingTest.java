package dev.accountrisk.app.schema;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.core.env.SystemEnvironmentPropertySource;

/** The pool's settings are environment variables too, in both spellings. */
class PoolBindingTest {
    private final ApplicationContextRunner runner = new ApplicationContextRunner()
            .withConfiguration(AutoConfigurations.of(DataSourceAutoConfiguration.class))
            .withPropertyValues("spring.datasource.url=jdbc:mysql://127.0.0.1:1/none",
                    "spring.datasource.hikari.initialization-fail-timeout=-1",
                    "spring.datasource.hikari.connection-timeout=2000");

    @Test
    void eitherSpellingSetsTheTimeout() {
        for (String name : new String[]{"SPRING_DATASOURCE_HIKARI_CONNECTION_TIMEOUT",
                "SPRING_DATASOURCE_HIKARI_CONNECTIONTIMEOUT"}) {
            runner.withBean(PoolBinding.class)
                    .withInitializer(context -> context.getEnvironment()
                            .getPropertySources()
                            .addFirst(new SystemEnvironmentPropertySource("test-systemEnvironment",
                                    Map.of(name, "3456"))))
                    .run(
                            context -> assertThat(context.getBean(HikariDataSource.class).getConnectionTimeout())
                                    .as(name)
                                    .isEqualTo(3456));
        }
    }
}
