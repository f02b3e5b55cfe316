package dev.accountrisk.console.accounts;

import java.util.List;
import org.springframework.data.domain.Limit;
import org.springframework.data.repository.Repository;

/** Reads holds. */
interface HoldRepository extends Repository<HoldRow, HoldKey> {
    List<Hold> findByAccountAndStateOrderByHoldId(String account, String state, Limit limit);
}
