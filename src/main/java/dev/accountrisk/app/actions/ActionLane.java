package dev.accountrisk.app.actions;

import dev.accountrisk.actions.ActionRunner;
import dev.accountrisk.database.Causes;
import dev.accountrisk.text.LastCause;
import java.sql.SQLException;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Actions that are carried out one after another, and the beans they need. A failure costs operators a wait, and the worker nothing. */
final class ActionLane implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ActionLane.class);
    private static final long UNUSED_NANOS_MAX = TimeUnit.MINUTES.toNanos(1);

    private final ActionRunner runner;
    private final LateContext beans;
    private final LastCause last = new LastCause();
    private long usedNanos;

    ActionLane(ActionRunner runner, LateContext beans) {
        this.runner = runner;
        this.beans = beans;
    }

    /** Carries out the next action, if there is one. */
    void runOnce() {
        try {
            if (runner.runOnce()) {
                usedNanos = System.nanoTime();
            } else if (beans.isOpen() && System.nanoTime() - usedNanos > UNUSED_NANOS_MAX) {
                beans.close();
            }
            var _ = last.ends();
        } catch (SQLException failure) {
            String cause = Causes.innermost(failure);
            if (last.changesTo(cause)) {
                LOG.warn("actions of the console wait: {}; they are looked for again every second", cause);
            }
        }
    }

    void stop() {
        runner.stop();
    }

    @Override
    public void close() {
        beans.close();
    }
}
