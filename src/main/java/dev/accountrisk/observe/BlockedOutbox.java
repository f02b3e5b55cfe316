package dev.accountrisk.observe;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Logs once when the outbox is not sent any more, and once when it is: the producer retries for ever and logs nothing itself. */
final class BlockedOutbox {
    static final double BLOCKED_SECONDS = 30;

    private static final Logger LOG = LoggerFactory.getLogger(BlockedOutbox.class);

    private boolean isBlocked;

    /** @param oldestSeconds how long the oldest row has waited */
    void observe(double oldestSeconds) {
        boolean nowBlocked = oldestSeconds >= BLOCKED_SECONDS;
        if (nowBlocked && !isBlocked) {
            LOG.warn("the outbox cannot be sent: its oldest row has waited for {} s. The rows wait and are retried",
                    Math.round(oldestSeconds));
        } else if (isBlocked && !nowBlocked) {
            LOG.info("the outbox is sent again");
        }
        isBlocked = nowBlocked;
    }
}
