package dev.accountrisk.badhouse.reconcile;

import org.springframework.transaction.annotation.Transactional;

class LeavesTransactionsToAnAnnotation {
    @Transactional
    void repair() {}
}
