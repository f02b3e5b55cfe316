package dev.accountrisk.badhouse.redrive;

import jakarta.persistence.EntityManagerFactory;

final class RunsEntitiesInATransaction {
    void run(EntityManagerFactory entities) {
        entities.runInTransaction(manager -> manager.flush());
    }
}
