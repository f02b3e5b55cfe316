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
    private volatile @Nullable ParkedGroups latest;
    private long restUntilNanos = System.nanoTime();

    ParkedCounter(DatabaseReads reads, ParkedRepository rows) {
        this.reads = reads;
        this.rows = rows;
    }

    /** Lets it count in the next seconds, and for a while. */
    void ask(Instant now) {
        askedAt = now;
    }

    /** The newest count if it is not old. */
    @Nullable
    ParkedGroups fresh(Instant now) {
        ParkedGroups groups = latest;
        Instant countedAt = groups == null ? null : groups.countedAt();
        return countedAt == null || countedAt.isBefore(now.minus(OLD)) ? null : groups;
    }

    @Scheduled(fixedDelay = PERIOD_SECONDS, timeUnit = TimeUnit.SECONDS)
    void count() {
        long beganNanos = System.nanoTime();
        if (beganNanos - restUntilNanos < 0 || askedAt.equals(Instant.MIN)) {
            return;
        }
        try {
            latest = reads.read(now -> askedAt.isBefore(now.minus(OLD))
                    ? Optional.<ParkedGroups>empty()
                    : Optional.of(countInTx(now))).orElse(null);
        } catch (RuntimeException unavailable) {
            LOG.debug("parked records are not counted: {}", Causes.innermost(unavailable));
        }
        long endedNanos = System.nanoTime();
        restUntilNanos = endedNanos + REST * (endedNanos - beganNanos);
    }

    private ParkedGroups countInTx(Instant now) {
        List<ParkedGroup> groups = rows.countByReasonAndTopic().stream().map(this::groupInTx).toList();
        return new ParkedGroups(groups, groups.stream().mapToLong(ParkedGroup::records).sum(), true, now);
    }

    private ParkedGroup groupInTx(GroupCount count) {
        ParkedLine first = rows.findLineById(count.first()).orElseThrow();
        ParkedLine last = rows.findLineById(count.last()).orElseThrow();
        return new ParkedGroup(count.reason(), count.topic(), first.detail(), count.records(), count.accounts(),
                first.parkedAt(), last.parkedAt());
    }
}
