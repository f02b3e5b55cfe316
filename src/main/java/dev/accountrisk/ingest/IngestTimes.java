package dev.accountrisk.ingest;

import java.time.Duration;

/**
 * How long things may take. They depend on each other.
 *
 * @param poll            how long a poll waits for records. Short: when the consumer has found a position valid, it asks for records
 *                        from there at its next poll, and a long poll that has begun by then ends only with the next heartbeat or
 *                        by itself
 * @param writersAwaitMax how long a consumer waits for the writers of partitions that are revoked
 * @param containerEndMax how long the container waits for its consumers to end while they wait for writers
 * @param writersEndMax   how long the end of the process waits for writers after that
 */
record IngestTimes(Duration poll, Duration writersAwaitMax, Duration containerEndMax, Duration writersEndMax) {
    /** How long a pod has from SIGTERM until it is killed. */
    private static final Duration GRACE = Duration.ofSeconds(60);
    private static final Duration POLL_MAX = Duration.ofSeconds(1);

    static final IngestTimes DEFAULT = new IngestTimes(Duration.ofMillis(20), Duration.ofSeconds(20),
            Duration.ofSeconds(25), Duration.ofSeconds(5));

    IngestTimes {
        require(poll.compareTo(POLL_MAX) <= 0, "a poll is short");
        require(writersAwaitMax.plus(poll).compareTo(containerEndMax) < 0,
                "the container outlasts a consumer that waits for its writers");
        require(containerEndMax.plus(writersEndMax).compareTo(GRACE) < 0, "all ends before the pod is killed");
    }

    private static void require(boolean holds, String rule) {
        if (!holds) {
            throw new IllegalArgumentException("must hold: " + rule);
        }
    }
}
