package dev.accountrisk.badhouse.redrive;

import org.springframework.transaction.support.TransactionTemplate;

final class UsesATransactionTemplate {
    void run(TransactionTemplate template) {
        template.executeWithoutResult(status -> status.setRollbackOnly());
    }
}
