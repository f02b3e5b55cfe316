package dev.accountrisk.console.overview;

import dev.accountrisk.console.page.DatabaseReads;
import dev.accountrisk.console.partitions.Progress;
import dev.accountrisk.console.partitions.ProgressReader;
import dev.accountrisk.database.Causes;
import java.time.Instant;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** Reads the counters every few seconds. */
@Component
class RateSampler {
    private static final Logger LOG = LoggerFactory.getLogger(RateSampler.class);
    private static final long PERIOD_MILLIS = 10_000;

    private final DatabaseReads reads;
    private final ProgressReader progress;
    private final Rates rates = new Rates();

    RateSampler(DatabaseReads reads, ProgressReader progress) {
        this.reads = reads;
        this.progress = progress;
    }

    Rates rates() {
        return rates;
    }

    @Scheduled(fixedDelay = PERIOD_MILLIS)
    void sample() {
        try {
            var _ = reads.read(this::sampleInTx);
        } catch (RuntimeException unavailable) {
            LOG.debug("no sample: {}", Causes.innermost(unavailable));
        }
    }

    private Instant sampleInTx(Instant now) {
        Progress seen = progress.readInTx(now);
        rates.add(now, seen.outcomes(), seen.lags());
        return now;
    }
}
