package dev.accountrisk.cli.job;

import dev.accountrisk.app.JobConfiguration;
import dev.accountrisk.app.SchemaPrecondition;
import dev.accountrisk.app.TableRights;
import dev.accountrisk.job.StopSignal;
import java.io.PrintStream;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.context.ConfigurableApplicationContext;

/** Runs a command's work in a Spring context without consumer, relay and web server, which is closed at the end. */
public final class JobContext {
    private static final long SCHEMA_SECONDS_MAX = 20;
    private static final Map<String, Object> DEFAULTS = Map.of("logging.level.root", "warn",
            "logging.level.org.hibernate.orm.deprecation", "error",
            // a command creates only what it uses: a list of parked records needs no Kafka client
            "spring.main.lazy-initialization", "true",
            // the groups of the health name contributors that only a worker has
            "management.endpoint.health.validate-group-membership", "false");

    private final List<String> settings;
    private final StopSignal stop;

    /**
     * Creates the runner of one command line.
     *
     * @param settings Spring's settings from the command line
     * @param stop     set when the process is told to end
     */
    public JobContext(List<String> settings, StopSignal stop) {
        this.settings = settings;
        this.stop = stop;
    }

    /** The work of a command on one bean. */
    @FunctionalInterface
    public interface Work<T> {
        /**
         * Does the work and returns the exit code.
         *
         * @param out where the report goes
         */
        int run(T bean, PrintStream out, StopSignal stop) throws Exception;
    }

    /** Where a command writes everything but its report: progress, and why it did nothing. */
    @SuppressWarnings("SystemOut")
    public static PrintStream messages() {
        return System.err;
    }

    public List<String> settings() {
        return settings;
    }

    /** Runs work that only reads. */
    public <T> int run(Class<T> bean, Work<T> work) throws Exception {
        return run(bean, "", work);
    }

    /**
     * Runs work that writes to a table of its own; refuses at once where the database user may not.
     *
     * @param writes the table, or an empty text
     */
    @SuppressWarnings("SystemOut")
    public <T> int run(Class<T> bean, String writes, Work<T> work) throws Exception {
        PrintStream out = System.out;
        // standard output is for the report alone
        System.setOut(System.err);
        try (ConfigurableApplicationContext context = application(JobConfiguration.class)
                .run(settings.toArray(String[]::new))) {
            awaitSchema(context.getBean(SchemaPrecondition.class));
            if (!writes.isEmpty()) {
                context.getBean(TableRights.class).requireInsert(writes);
            }
            return work.run(context.getBean(bean), out, stop);
        } catch (Exception failure) {
            if (stop.isStopped()) {
                throw new StoppedException(failure);
            }
            throw failure;
        } finally {
            out.flush();
            System.setOut(out);
        }
    }

    /** A server that is busy or starting is given a while, as the workers do. */
    public void awaitSchema(SchemaPrecondition schema) throws Exception {
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

    /** A context for a command, without web server, which the command closes itself. */
    public static SpringApplication application(Class<?> configuration) {
        SpringApplication application = new SpringApplication(configuration);
        application.setWebApplicationType(WebApplicationType.NONE);
        application.setRegisterShutdownHook(false);
        application.setLogStartupInfo(false);
        application.setDefaultProperties(DEFAULTS);
        return application;
    }
}
