package dev.accountrisk.parking;

import dev.accountrisk.account.ParkReason;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.springframework.data.jpa.domain.Specification;

/** The conditions that queries for parked records are made of. */
final class ParkedFilters {
    private static final String ACCOUNT = "account";
    private static final String REASON = "reason";
    private static final String TOPIC = "topic";
    private static final String TIMESTAMP = "timestampMillis";

    private ParkedFilters() {}

    static Specification<ParkedRow> matches(ParkedSelection selection) {
        List<Specification<ParkedRow>> filters = new ArrayList<>();
        if (!selection.ids().isEmpty()) {
            filters.add((row, _, _) -> row.get("id").in(selection.ids()));
        }
        if (!selection.reasons().isEmpty()) {
            filters.add((row, _, _) -> row.get(REASON).in(selection.reasons()));
        }
        if (!selection.accounts().isEmpty()) {
            filters.add(hasAccountIn(selection.accounts()));
        }
        String topic = selection.topic();
        if (topic != null) {
            filters.add(isOf(topic));
        }
        Long from = selection.fromMillis();
        if (from != null) {
            filters.add((row, _, builder) -> builder.greaterThanOrEqualTo(row.get(TIMESTAMP), from));
        }
        Long until = selection.untilMillis();
        if (until != null) {
            filters.add((row, _, builder) -> builder.lessThan(row.get(TIMESTAMP), until));
        }
        Long upTo = selection.upToId();
        if (upTo != null) {
            filters.add(isUpTo(upTo));
        }
        return Specification.allOf(filters);
    }

    static Specification<ParkedRow> hasState(ParkedState state) {
        return (row, _, builder) -> builder.equal(row.get("state"), state);
    }

    static Specification<ParkedRow> isOf(String topic) {
        return (row, _, builder) -> builder.equal(row.get(TOPIC), topic);
    }

    static Specification<ParkedRow> hasAccountIn(Collection<String> accounts) {
        return (row, _, _) -> row.get(ACCOUNT).in(accounts);
    }

    static Specification<ParkedRow> hasNoAccount() {
        return (row, _, builder) -> builder.isNull(row.get(ACCOUNT));
    }

    static Specification<ParkedRow> isAfter(long id) {
        return (row, _, builder) -> builder.greaterThan(row.get("id"), id);
    }

    static Specification<ParkedRow> isUpTo(long id) {
        return (row, _, builder) -> builder.lessThanOrEqualTo(row.get("id"), id);
    }

    /** A release goes by the account, and a conflict will never be applied. */
    static Specification<ParkedRow> isReleasable() {
        return (row, _, builder) -> builder.and(builder.isNotNull(row.get(ACCOUNT)),
                builder.notEqual(row.get(REASON), ParkReason.CONFLICT));
    }
}
