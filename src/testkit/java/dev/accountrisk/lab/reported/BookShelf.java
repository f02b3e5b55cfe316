package dev.accountrisk.lab.reported;

import jakarta.persistence.EntityManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Report 3: a book is added if there is none of its name. Two requests look at the same moment, and there are two.
 *
 * <p>
 * No error at all: the table has no unique key on the name, and no isolation level below SERIALIZABLE stands in for one.
 */
final class BookShelf {
    static final String TABLE = "CREATE TABLE book (id BIGINT AUTO_INCREMENT PRIMARY KEY, name VARCHAR(64) NOT NULL, KEY (name))";

    private final EntityManager entities;
    private final TransactionTemplate transaction;

    BookShelf(EntityManager entities, TransactionTemplate transaction) {
        this.entities = entities;
        this.transaction = transaction;
    }

    void add(String name) {
        transaction.executeWithoutResult(_ -> {
            long there = entities.createQuery("SELECT COUNT(b) FROM Book b WHERE b.name = :name", Long.class)
                    .setParameter("name", name)
                    .getSingleResult();
            if (there == 0) {
                entities.persist(new Book(name));
            }
        });
    }
}
