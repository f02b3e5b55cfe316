package dev.accountrisk.console.activity;

import java.util.List;
import org.springframework.data.repository.Repository;

/** Reads what the workers reported of their last minutes. */
interface ActivityRepository extends Repository<ActivityRow, String> {
    List<ActivityRow> findAllByOrderByHostAsc();
}
