package dev.accountrisk.parking;

import dev.accountrisk.database.EntityTransactions;
import org.springframework.context.annotation.Bean;
import org.springframework.data.jpa.repository.config.EnableJpaRepositories;
import org.springframework.data.repository.config.BootstrapMode;

/**
 * Sets up the view of parked records. Not a {@code @Configuration}: the worker's component scan must not find it. Repositories
 * open no transactions of their own.
 */
@EnableJpaRepositories(basePackageClasses = ParkedRowRepository.class, enableDefaultTransactions = false, bootstrapMode = BootstrapMode.LAZY)
public class ParkedRecordsConfiguration {
    @Bean
    ParkedRecords parkedRecords(ParkedRowRepository rows, EntityTransactions transactions) {
        return new ParkedRecords(rows, transactions);
    }
}
