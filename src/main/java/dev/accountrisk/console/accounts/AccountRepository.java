package dev.accountrisk.console.accounts;

import java.time.Instant;
import java.util.Optional;
import org.springframework.data.repository.Repository;

/** Reads registrations. */
interface AccountRepository extends Repository<AccountRow, String> {
    /** The natural key that an account is registered under. The components are named as the attributes of the row. */
    record Registration(String account, String externalRef, Instant registeredAt) {}

    Optional<Registration> findByAccount(String account);

    Optional<Registration> findByExternalRef(String externalRef);
}
