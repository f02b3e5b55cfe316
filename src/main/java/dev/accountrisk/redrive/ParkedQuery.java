package dev.accountrisk.redrive;

import dev.accountrisk.account.ParkReason;
import jakarta.persistence.EntityManager;
import jakarta.persistence.TypedQuery;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A question about parked records, with the conditions that a selection comes to. */
final class ParkedQuery {
    private final List<String> conditions = new ArrayList<>();
    private final Map<String, Object> parameters = new HashMap<>();

    ParkedQuery(Selection selection) {
        if (!selection.ids().isEmpty()) {
            and("p.id in :ids", "ids", selection.ids());
        }
        if (!selection.reasons().isEmpty()) {
            and("p.reason in :reasons", "reasons", selection.reasons().stream().map(ParkReason::name).toList());
        }
        if (!selection.accounts().isEmpty()) {
            and("p.accountUuid in :accounts", "accounts", selection.accounts());
        }
        if (selection.topic() != null) {
            and("p.sourceTopic = :topic", "topic", selection.topic());
        }
        if (selection.fromMillis() != null) {
            and("p.sourceTimestamp >= :from", "from", selection.fromMillis());
        }
        if (selection.untilMillis() != null) {
            and("p.sourceTimestamp < :until", "until", selection.untilMillis());
        }
    }

    /** Adds a condition with its one parameter. */
    ParkedQuery and(String condition, String parameter, Object value) {
        parameters.put(parameter, value);
        return and(condition);
    }

    /** Adds a condition. */
    ParkedQuery and(String condition) {
        conditions.add(condition);
        return this;
    }

    <T> TypedQuery<T> create(EntityManager entities, Class<T> type, String select, String tail) {
        String where = conditions.isEmpty() ? "" : " where " + String.join(" and ", conditions);
        TypedQuery<T> query = entities.createQuery(select + " from ParkedRow p" + where + " " + tail, type);
        parameters.forEach(query::setParameter);
        return query;
    }
}
