package dev.accountrisk.console.parked;

import dev.accountrisk.console.page.DatabaseReads;
import dev.accountrisk.console.parked.ParkedRepository.GroupCount;
import dev.accountrisk.database.Causes;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * Counts all open parked records by reason and topic every few seconds, while somebody looks at a page that needs it and there are too
 * many to count them for each page. It reads an index alone, and rests ten times as long as it counts.
 */
@Component
class ParkedCounter {
    private static final Logger LOG = LoggerFactory.getLogger(ParkedCounter.class);
    private static final int PERIOD_SECONDS = 5;
    private static final int REST = 10;
    /** An older count is not shown. If nobody has asked for so long, nothing is counted. */
    static final Duration OLD = Duration.ofMinutes(1);

    private final DatabaseReads reads;
    private final ParkedRepository rows;
    private volatile Instant askedAt = Instant.MIN;
    private volatile @Nullable Counted latest;
    private long restUntilNanos = System.nanoTime();

    ParkedCounter(DatabaseReads reads, ParkedRepository rows) {
        this.reads = reads;
        this.rows = rows;
    }

    /** One count of all. */
    private record Counted(ParkedGroups groups, List<GroupCount> counts, Instant at) {}

    /** How many records match, and when they were counted. */
    record Estimate(long records, Instant countedAt) {}

    /** Lets it count in the next seconds, and for a while. */
    void ask(Instant now) {
        askedAt = now;
    }

    /** The newest count if it is not old. */
    @Nullable
    ParkedGroups fresh(Instant now) {
        Counted counted = counted(now);
        return counted == null ? null : counted.groups();
    }

    /** How many records match by the newest count. Empty if that is old, or does not count what the criteria name: one record, or an account. */
    Optional<Estimate> estimate(ParkedCriteria which, boolean release, Instant now) {
        Counted counted = counted(now);
        if (counted == null || which.id() != null || which.account() != null) {
            return Optional.empty();
        }
        long records = counted.counts()
                .stream()
                .filter(count -> which.reason() == null || count.reason().equals(which.reason()))
                .filter(count -> which.topic() == null || count.topic().equals(which.topic()))
                .mapToLong(count -> release ? count.releasable() : count.records())
                .sum();
        return Optional.of(new Estimate(records, counted.at()));
    }

    private @Nullable Counted counted(Instant now) {
        Counted counted = latest;
        return counted == null || counted.at().isBefore(now.minus(OLD)) ? null : counted;
    }

    @Scheduled(fixedDelay = PERIOD_SECONDS, timeUnit = TimeUnit.SECONDS)
    void count() {
        long beganNanos = System.nanoTime();
        if (beganNanos - restUntilNanos < 0 || askedAt.equals(Instant.MIN)) {
            return;
        }
        try {
            latest = reads.read(now -> askedAt.isBefore(now.minus(OLD))
                    ? Optional.<Counted>empty()
                    : Optional.of(countInTx(now))).orElse(null);
        } catch (RuntimeException unavailable) {
            LOG.debug("parked records are not counted: {}", Causes.innermost(unavailable));
        }
        long endedNanos = System.nanoTime();
        restUntilNanos = endedNanos + REST * (endedNanos - beganNanos);
    }

    private Counted countInTx(Instant now) {
        List<GroupCount> counts = rows.countByReasonAndTopic();
        List<ParkedGroup> groups = counts.stream().map(this::groupInTx).toList();
        return new Counted(new ParkedGroups(groups, groups.stream().mapToLong(ParkedGroup::records).sum(), true, now),
                counts, now);
    }

    private ParkedGroup groupInTx(GroupCount count) {
        ParkedLine first = rows.findLineById(count.first()).orElseThrow();
        ParkedLine last = rows.findLineById(count.last()).orElseThrow();
        return new ParkedGroup(count.reason(), count.topic(), first.detail(), count.records(), count.accounts(),
                first.parkedAt(), last.parkedAt());
    }
}
