package dev.accountrisk.cli;

import dev.accountrisk.cli.job.ExitCodes;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.ExitCodeEvent;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ApplicationListener;
import org.springframework.context.ConfigurableApplicationContext;

/**
 * Runs the worker or the console, and closes it when the process is told to end. The exit code after SIGTERM is 0 and not the JVM's
 * 143; whichever cannot start ends with 1. The process ends within {@link #CLOSE_MAX}, whichever server does not answer: what was not
 * committed by then is rolled back by MySQL and read again by the next worker.
 */
final class WorkerExit {
    /** Longer than the container waits for its writers, shorter than the grace period of a pod. */
    static final Duration CLOSE_MAX = Duration.ofSeconds(28);

    private static final Logger LOG = LoggerFactory.getLogger(WorkerExit.class);

    private volatile @Nullable ConfigurableApplicationContext context;
    private volatile int exitCode = ExitCodes.CLEAN;

    private WorkerExit() {}

    /** Starts the worker or the console, and returns while it runs. */
    static void run(SpringApplication application, String... settings) {
        WorkerExit exit = new WorkerExit();
        application.setRegisterShutdownHook(false);
        application.addInitializers(context -> exit.context = context);
        application.addListeners((ApplicationListener<ExitCodeEvent>) event -> exit.exitCode = event.getExitCode());
        Runtime.getRuntime()
                .addShutdownHook(Thread.ofPlatform().name("end-of-worker").unstarted(exit::closeAndHalt));
        try {
            application.run(settings);
        } catch (RuntimeException | Error failure) {
            exit.exitCode = ExitCodes.FAILED;
            throw failure;
        }
    }

    private void closeAndHalt() {
        // a start that fails because it is being ended is no failure
        int code = exitCode;
        Thread closing = Thread.ofPlatform().name("close-of-worker").daemon().start(this::close);
        try {
            if (!closing.join(CLOSE_MAX)) {
                LOG.warn(
                        "the worker did not close within {}: the process ends now, and MySQL rolls back what was not committed",
                        CLOSE_MAX);
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
        Runtime.getRuntime().halt(code);
    }

    private void close() {
        ConfigurableApplicationContext made = context;
        if (made != null) {
            made.close();
        }
    }
}
