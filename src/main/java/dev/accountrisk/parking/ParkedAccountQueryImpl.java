package dev.accountrisk.parking;

import jakarta.persistence.EntityManager;
import jakarta.persistence.criteria.CriteriaBuilder;
import jakarta.persistence.criteria.CriteriaQuery;
import jakarta.persistence.criteria.Path;
import jakarta.persistence.criteria.Root;
import java.util.Collection;
import java.util.List;
import org.springframework.data.jpa.domain.Specification;

/** Spring Data finds this class by its name. */
final class ParkedAccountQueryImpl implements ParkedAccountQuery {
    private final EntityManager entities;

    ParkedAccountQueryImpl(EntityManager entities) {
        this.entities = entities;
    }

    @Override
    public List<ParkedAccount> accountsAfter(String account, Specification<ParkedRow> filter, int limit) {
        CriteriaBuilder builder = entities.getCriteriaBuilder();
        CriteriaQuery<ParkedAccount> query = builder.createQuery(ParkedAccount.class);
        Root<ParkedRow> row = query.from(ParkedRow.class);
        Path<String> key = row.get("account");
        query.select(builder.construct(ParkedAccount.class, key, builder.min(row.get("id")), builder.count(row)))
                .where(builder.greaterThan(key, account), filter.toPredicate(row, query, builder))
                .groupBy(key)
                .orderBy(builder.asc(key));
        return entities.createQuery(query).setMaxResults(limit).getResultList();
    }

    @Override
    public List<String> accountsOf(Collection<Long> ids) {
        CriteriaBuilder builder = entities.getCriteriaBuilder();
        CriteriaQuery<String> query = builder.createQuery(String.class);
        Root<ParkedRow> row = query.from(ParkedRow.class);
        Path<String> key = row.get("account");
        query.select(key).distinct(true).where(row.get("id").in(ids), builder.isNotNull(key));
        return entities.createQuery(query).getResultList();
    }
}
