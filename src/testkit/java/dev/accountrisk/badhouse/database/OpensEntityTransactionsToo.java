package dev.accountrisk.badhouse.database;

import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

final class OpensEntityTransactionsToo {
    TransactionTemplate open(PlatformTransactionManager manager) {
        return new TransactionTemplate(manager);
    }
}
