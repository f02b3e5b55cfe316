package dev.accountrisk.parking;

import java.util.Collection;
import java.util.List;
import org.springframework.data.jpa.domain.Specification;

/** The part of {@link ParkedRowRepository} that Spring Data does not derive: records grouped by their account. */
interface ParkedAccountQuery {
    /** The next accounts after one, in the order of their keys, with their matching records. */
    List<ParkedAccount> accountsAfter(String account, Specification<ParkedRow> filter, int limit);

    /** The accounts that records belong to. A query as text would be parsed at every start of a job. */
    List<String> accountsOf(Collection<Long> ids);
}
