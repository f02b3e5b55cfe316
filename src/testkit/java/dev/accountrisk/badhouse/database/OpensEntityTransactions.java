package dev.accountrisk.badhouse.database;

import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

final class OpensEntityTransactions {
    TransactionTemplate open(PlatformTransactionManager manager) {
        return new TransactionTemplate(manager);
    }
}
