package dev.accountrisk.console;

import dev.accountrisk.app.rotation.RotationConfiguration;
import dev.accountrisk.app.schema.DatabaseConfiguration;
import dev.accountrisk.database.EntityTransactions;
import dev.accountrisk.observe.DatabaseHealth;
import java.time.Clock;
import javax.sql.DataSource;
import org.springframework.boot.autoconfigure.AutoConfigurationPackage;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.flyway.autoconfigure.FlywayAutoConfiguration;
import org.springframework.boot.kafka.autoconfigure.KafkaAutoConfiguration;
import org.springframework.boot.security.autoconfigure.UserDetailsServiceAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.Import;
import org.springframework.data.jpa.repository.config.EnableJpaRepositories;
import org.springframework.scheduling.annotation.EnableScheduling;
import org.springframework.transaction.PlatformTransactionManager;

/**
 * The console's beans: it reads MySQL through entities of its own, and asks neither Kafka nor Redis. It leaves the schema to the
 * workers or to {@code migrate}.
 */
@EnableAutoConfiguration(exclude = {FlywayAutoConfiguration.class, KafkaAutoConfiguration.class,
        UserDetailsServiceAutoConfiguration.class})
@AutoConfigurationPackage
@EnableJpaRepositories(enableDefaultTransactions = false)
@ComponentScan
@EnableScheduling
@Import({DatabaseConfiguration.class, RotationConfiguration.class})
public class OperatorConsole {
    /** The name of the profile with the console's settings, {@code application-console.yaml}. */
    public static final String PROFILE = "console";

    @Bean
    EntityTransactions entityTransactions(PlatformTransactionManager manager) {
        return new EntityTransactions(manager);
    }

    @Bean
    Clock clock() {
        return Clock.systemUTC();
    }

    /** Replaces Boot's own bean of this name, which does not name MySQL's answer. */
    @Bean
    DatabaseHealth dbHealthIndicator(DataSource dataSource) {
        return new DatabaseHealth(dataSource);
    }
}
