package dev.accountrisk.console.security;

import dev.accountrisk.database.Causes;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.session.jdbc.JdbcIndexedSessionRepository;
import org.springframework.stereotype.Component;

/** Deletes sessions that nobody used for too long. Each replica does it; whatever fails is done a minute later. */
@Component
class ExpiredSessions {
    private static final Logger LOG = LoggerFactory.getLogger(ExpiredSessions.class);
    private static final long PERIOD_MILLIS = 60_000;

    private final JdbcIndexedSessionRepository sessions;

    ExpiredSessions(JdbcIndexedSessionRepository sessions) {
        this.sessions = sessions;
    }

    @Scheduled(fixedDelay = PERIOD_MILLIS)
    void delete() {
        try {
            sessions.cleanUpExpiredSessions();
        } catch (RuntimeException unavailable) {
            LOG.debug("expired sessions stay for now: {}", Causes.innermost(unavailable));
        }
    }
}
