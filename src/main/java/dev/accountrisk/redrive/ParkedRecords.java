package dev.accountrisk.redrive;

import jakarta.persistence.EntityManagerFactory;
import java.util.List;
import java.util.Optional;

/** Looks parked records up. */
public final class ParkedRecords {
    private static final String SUMMARY = "select new dev.accountrisk.redrive.ParkedSummary(p.id, p.state, p.reason,"
            + " p.accountUuid, p.entryId, p.sourceTopic, p.sourcePartition, p.sourceOffset, p.sourceTimestamp, p.detail)";
    private static final String PARKED = "p.state = 'PARKED'";
    private static final String HAS_A_WAY_BACK = "p.accountUuid is not null and p.reason <> 'CONFLICT'";

    private final EntityManagerFactory entities;

    /** Makes the view. */
    public ParkedRecords(EntityManagerFactory entities) {
        this.entities = entities;
    }

    /** The first so many in a state, in the order they were parked. */
    public List<ParkedSummary> list(Selection selection, String state, int limit) {
        return entities.callInTransaction(manager -> new ParkedQuery(selection).and("p.state = :state", "state", state)
                .create(manager, ParkedSummary.class, SUMMARY, "order by p.id")
                .setMaxResults(limit)
                .getResultList());
    }

    /** One of them, whole. */
    public Optional<ParkedBytes> show(long id) {
        return Optional.ofNullable(
                entities.callInTransaction(manager -> manager.find(ParkedRow.class, id))).map(ParkedBytes::of);
    }

    /** The accounts with parked records of a topic that can be released, those whose first was parked first before. */
    List<Candidate> releasable(Selection selection, String topic) {
        return entities.callInTransaction(manager -> new ParkedQuery(selection).and(PARKED)
                .and(HAS_A_WAY_BACK)
                .and("p.sourceTopic = :ofTopic", "ofTopic", topic)
                .create(manager, Candidate.class,
                        "select new dev.accountrisk.redrive.Candidate(p.accountUuid, count(p))",
                        "group by p.accountUuid order by min(p.id)")
                .getResultList());
    }

    /** Those that are parked, and can be dropped only. */
    List<ParkedSummary> withoutAWayBack(Selection selection) {
        return entities.callInTransaction(manager -> new ParkedQuery(selection).and(PARKED)
                .and("(p.accountUuid is null or p.reason = 'CONFLICT')")
                .create(manager, ParkedSummary.class, SUMMARY, "order by p.id")
                .getResultList());
    }

    /** Parked ones. */
    List<ParkedSummary> parked(Selection selection) {
        return list(selection, "PARKED", Integer.MAX_VALUE);
    }
}
