package dev.accountrisk.app.actions;

import java.time.Duration;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.concurrent.ThreadPoolTaskScheduler;

/**
 * Looks for actions of operators once a second, on threads of its own: those on records, which may take hours, and those on positions
 * and the looks at what a release would do, which must not wait for them.
 */
public class ActionLoop implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ActionLoop.class);
    private static final Duration PERIOD = Duration.ofSeconds(1);
    private static final int STOP_SECONDS_MAX = 5;

    private final List<ActionLane> lanes;
    private final ThreadPoolTaskScheduler scheduler = new ThreadPoolTaskScheduler();

    ActionLoop(List<ActionLane> lanes) {
        this.lanes = List.copyOf(lanes);
        scheduler.setPoolSize(lanes.size());
        scheduler.setThreadNamePrefix("operator-action-");
        scheduler.setDaemon(true);
        scheduler.setWaitForTasksToCompleteOnShutdown(true);
        scheduler.setAwaitTerminationSeconds(STOP_SECONDS_MAX);
        scheduler.setErrorHandler(
                failure -> LOG.error("an action failed unexpectedly; a worker takes it again", failure));
    }

    /** Begins to look. */
    public void start() {
        scheduler.initialize();
        for (ActionLane lane : lanes) {
            var _ = scheduler.scheduleWithFixedDelay(lane::runOnce, PERIOD);
        }
    }

    /** Ends after the current step of each action, within seconds: another worker continues it. */
    @Override
    public void close() {
        lanes.forEach(ActionLane::stop);
        scheduler.shutdown();
        lanes.forEach(ActionLane::close);
    }
}
