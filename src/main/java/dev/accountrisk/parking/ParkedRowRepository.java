package dev.accountrisk.parking;

import java.util.List;
import java.util.Optional;
import org.springframework.data.domain.PageRequest;
import org.springframework.data.domain.Sort;
import org.springframework.data.jpa.domain.Specification;
import org.springframework.data.jpa.repository.JpaSpecificationExecutor;
import org.springframework.data.repository.Repository;

/** Reads parked records. There is no method that writes: rows change under their account's lock, by {@link ParkedRows}. */
interface ParkedRowRepository
        extends
            Repository<ParkedRow, Long>,
            JpaSpecificationExecutor<ParkedRow>,
            ParkedAccountQuery {
    Sort OLDEST_FIRST = Sort.by("id");

    Optional<ParkedRow> findById(long id);

    /** The next matching records after an id, without their bytes. */
    default List<ParkedSummary> next(Specification<ParkedRow> filter, long afterId, int limit) {
        return findBy(filter.and(ParkedFilters.isAfter(afterId)),
                query -> query.as(ParkedSummary.class).sortBy(OLDEST_FIRST).limit(limit).all());
    }

    /** The id of the newest matching record; 0 if there is none. */
    default long newestId(Specification<ParkedRow> filter) {
        return findBy(filter, query -> query.as(ParkedSummary.class).sortBy(OLDEST_FIRST.descending()).first())
                .map(ParkedSummary::id)
                .orElse(0L);
    }

    /** The id of the n-th matching record, or of the last where there are fewer; 0 if there is none. */
    default long idAt(Specification<ParkedRow> filter, int ordinal) {
        return findBy(filter,
                query -> query.as(ParkedSummary.class).slice(PageRequest.of(ordinal - 1, 1, OLDEST_FIRST)))
                .stream()
                .findFirst()
                .map(ParkedSummary::id)
                .orElseGet(() -> newestId(filter));
    }
}
