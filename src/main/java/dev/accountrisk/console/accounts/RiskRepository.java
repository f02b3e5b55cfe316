package dev.accountrisk.console.accounts;

import java.util.Optional;
import org.springframework.data.repository.Repository;

/** Reads risks. */
interface RiskRepository extends Repository<RiskRow, String> {
    Optional<Risk> findByAccount(String account);
}
