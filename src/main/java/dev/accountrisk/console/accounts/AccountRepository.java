package dev.accountrisk.console.accounts;

import java.util.Optional;
import org.springframework.data.repository.Repository;

/** Reads registrations. */
interface AccountRepository extends Repository<AccountRow, String> {
    Optional<Registration> findByAccount(String account);

    Optional<Registration> findByExternalRef(String externalRef);
}
