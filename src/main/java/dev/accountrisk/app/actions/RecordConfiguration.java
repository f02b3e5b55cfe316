package dev.accountrisk.app.actions;

import dev.accountrisk.database.EntityTransactions;
import dev.accountrisk.parking.ParkedRecordsConfiguration;
import dev.accountrisk.redrive.RedriveConfiguration;
import jakarta.persistence.EntityManagerFactory;
import org.springframework.boot.autoconfigure.AutoConfigurationPackage;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.hibernate.autoconfigure.HibernateJpaAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;

/**
 * The actions on parked records, inside a worker: they need entities, which the worker itself does without. Not a
 * {@code @Configuration}: the worker's component scan must not find it.
 */
@ImportAutoConfiguration(HibernateJpaAutoConfiguration.class)
@AutoConfigurationPackage(basePackageClasses = {ParkedRecordsConfiguration.class, RedriveConfiguration.class})
@Import(RedriveConfiguration.class)
class RecordConfiguration {
    @Bean
    EntityTransactions entityTransactions(EntityManagerFactory entities) {
        return new EntityTransactions(entities);
    }
}
