package dev.accountrisk.cli;

import dev.accountrisk.app.JobConfiguration;
import dev.accountrisk.app.SchemaPrecondition;
import dev.accountrisk.job.StopSignal;
import java.io.PrintStream;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.context.ApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;

/** Runs a job: in a context without consumer, relay and web server, which ends with it. */
final class JobContext {
    private static final int FAILED_EXIT_CODE = 1;
    private static final long END_SECONDS_MAX = 20;
    private static final long SCHEMA_SECONDS_MAX = 20;
    /** The groups of the health name contributors that only a worker has. */
    private static final Map<String, Object> DEFAULTS = Map.of("logging.level.root", "warn",
            "logging.level.org.hibernate.orm.deprecation", "error",
            "management.endpoint.health.validate-group-membership", "false");

    private JobContext() {}

    /** What a job does. */
    @FunctionalInterface
    interface Job {
        /**
         * Does it, and answers the exit code.
         *
         * @param out where the report goes
         */
        int run(ApplicationContext context, PrintStream out, StopSignal stop) throws Exception;
    }

    /** Runs a job until it is done, or until SIGTERM or Ctrl-C asks it to end. */
    @SuppressWarnings("SystemOut")
    static int run(List<String> settings, Job job) throws Exception {
        PrintStream out = System.out;
        StopSignal stop = new StopSignal();
        CountDownLatch ended = new CountDownLatch(1);
        Thread hook = Thread.ofPlatform().name("end-of-job").unstarted(() -> {
            var _ = stopAndAwait(stop, ended);
        });
        Runtime.getRuntime().addShutdownHook(hook);
        Runnable signalsBack = TerminationSignal.ask(() -> {
            if (!stopAndAwait(stop, ended)) {
                Runtime.getRuntime().halt(FAILED_EXIT_CODE);
            }
        });
        // the report has the standard output for itself
        System.setOut(System.err);
        try (ConfigurableApplicationContext context = application().run(settings.toArray(String[]::new))) {
            establish(context.getBean(SchemaPrecondition.class), stop);
            return job.run(context, out, stop);
        } finally {
            out.flush();
            System.setOut(out);
            ended.countDown();
            signalsBack.run();
            removeUnlessEnding(hook);
        }
    }

    /** A server that is busy or about to start is given a moment. */
    private static void establish(SchemaPrecondition schema, StopSignal stop) throws Exception {
        long untilNanos = System.nanoTime() + TimeUnit.SECONDS.toNanos(SCHEMA_SECONDS_MAX);
        while (true) {
            try {
                schema.establish();
                return;
            } catch (Exception notYet) {
                if (System.nanoTime() > untilNanos || stop.pauseNanos(TimeUnit.SECONDS.toNanos(1))) {
                    throw notYet;
                }
            }
        }
    }

    private static SpringApplication application() {
        SpringApplication application = new SpringApplication(JobConfiguration.class);
        application.setWebApplicationType(WebApplicationType.NONE);
        application.setRegisterShutdownHook(false);
        application.setLogStartupInfo(false);
        application.setDefaultProperties(DEFAULTS);
        return application;
    }

    private static boolean stopAndAwait(StopSignal stop, CountDownLatch ended) {
        stop.stop();
        try {
            return ended.await(END_SECONDS_MAX, TimeUnit.SECONDS);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private static void removeUnlessEnding(Thread hook) {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException ending) {
            // the hook runs already, and has what it waits for
            return;
        }
    }
}
