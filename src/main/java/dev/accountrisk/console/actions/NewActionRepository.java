package dev.accountrisk.console.actions;

import org.springframework.data.repository.Repository;

/** Adds actions. */
interface NewActionRepository extends Repository<NewAction, Long> {
    NewAction save(NewAction action);
}
