package dev.accountrisk.console.accounts;

import java.util.Optional;
import org.springframework.data.repository.Repository;

/** Reads the heads of accounts. */
interface HeadRepository extends Repository<HeadRow, String> {
    Optional<Head> findByAccount(String account);
}
