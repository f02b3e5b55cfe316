package dev.accountrisk.redrive;

import org.springframework.data.repository.Repository;

/** The audit rows. They are never deleted. */
interface RedriveActionRepository extends Repository<RedriveAction, Long> {
    RedriveAction save(RedriveAction action);
}
