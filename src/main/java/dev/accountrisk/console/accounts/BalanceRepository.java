package dev.accountrisk.console.accounts;

import java.util.List;
import org.springframework.data.repository.Repository;

/** Reads balances. */
interface BalanceRepository extends Repository<BalanceRow, BalanceKey> {
    List<Balance> findByAccountOrderByAsset(String account);
}
