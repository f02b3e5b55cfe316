package dev.accountrisk.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.zaxxer.hikari.HikariConfig;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.env.YamlPropertySourceLoader;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.io.ClassPathResource;

/** The pool has a connection for every writer and for everything else that needs one. */
class ConnectionsTest {

    @Test
    void aPoolThatIsTooSmallIsRefusedWithBothSettings() {
        assertThatIllegalArgumentException().isThrownBy(() -> WorkerConfiguration.requireConnections(8, 19))
                .withMessageContaining("spring.datasource.hikari.maximum-pool-size is 19 and must be at least 20")
                .withMessageContaining("account-risk.ingest.writers");
    }

    @Test
    void theDefaultPoolIsLargeEnoughForTheMostWritersByDefault() throws Exception {
        StandardEnvironment environment = new StandardEnvironment();
        new YamlPropertySourceLoader().load("application", new ClassPathResource("application.yaml"))
                .forEach(environment.getPropertySources()::addLast);
        HikariConfig pool = Binder.get(environment)
                .bind("spring.datasource.hikari", Bindable.of(HikariConfig.class))
                .get();

        assertThat(pool.getMaximumPoolSize()).isPositive();
        assertThatCode(() -> WorkerConfiguration.requireConnections(8, pool.getMaximumPoolSize()))
                .doesNotThrowAnyException();
    }
}
