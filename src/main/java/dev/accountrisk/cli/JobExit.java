package dev.accountrisk.cli;

import dev.accountrisk.cli.job.ExitCodes;
import dev.accountrisk.job.StopSignal;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * What SIGTERM and Ctrl-C do to a job: it is told to stop, has a while to finish the step in hand, and the process ends with the
 * job's own exit code instead of the JVM's 143.
 */
final class JobExit implements AutoCloseable {
    private static final Duration STOP_MAX = Duration.ofSeconds(20);

    private final StopSignal stop;
    private final CountDownLatch ended = new CountDownLatch(1);
    private final Thread hook = Thread.ofPlatform().name("end-of-job").unstarted(this::stopAndHalt);
    private volatile int exitCode = ExitCodes.LEFT;

    /** Listens for the end of the process. */
    JobExit(StopSignal stop) {
        this.stop = stop;
        Runtime.getRuntime().addShutdownHook(hook);
    }

    /** The job has ended with this code. */
    void ended(int code) {
        exitCode = code;
        ended.countDown();
    }

    private void stopAndHalt() {
        stop.stop();
        try {
            var _ = ended.await(STOP_MAX.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
        Runtime.getRuntime().halt(exitCode);
    }

    @Override
    public void close() {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException ending) {
            // the hook runs already, and ends the process with the code that it was given
            return;
        }
    }
}
