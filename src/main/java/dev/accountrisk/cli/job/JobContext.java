package dev.accountrisk.cli.job;

import dev.accountrisk.actions.CommandAudit;
import dev.accountrisk.app.EntityJobConfiguration;
import dev.accountrisk.app.JobConfiguration;
import dev.accountrisk.app.StandaloneSettings;
import dev.accountrisk.app.schema.SchemaMigration;
import dev.accountrisk.app.schema.SchemaOnly;
import dev.accountrisk.app.schema.SchemaPrecondition;
import dev.accountrisk.app.schema.SchemaVersion;
import dev.accountrisk.app.schema.TableRights;
import dev.accountrisk.job.StopSignal;
import java.io.IOException;
import java.io.PrintStream;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;

/** Runs a command's work in a Spring context without consumer, relay and web server, which is closed at the end. */
public final class JobContext {
    private static final long SCHEMA_SECONDS_MAX = 20;
    private static final long LOOK_AGAIN_NANOS = TimeUnit.MILLISECONDS.toNanos(5);
    /** Its settings are in {@code application-job.yaml}. */
    private static final String PROFILE = "job";

    private final List<String> settings;
    private final StopSignal stop;
    private final Class<?> configuration;

    /**
     * Creates the runner of one command line.
     *
     * @param settings Spring's settings from the command line
     * @param stop     set when the process is told to end
     */
    public JobContext(List<String> settings, StopSignal stop) {
        this(settings, stop, JobConfiguration.class);
    }

    private JobContext(List<String> settings, StopSignal stop, Class<?> configuration) {
        this.settings = settings;
        this.stop = stop;
        this.configuration = configuration;
    }

    /** The same for work on entities. It takes longer to start. */
    public JobContext withEntities() {
        return new JobContext(settings, stop, EntityJobConfiguration.class);
    }

    /** The worker's settings, without a context. */
    public StandaloneSettings settings() {
        return new StandaloneSettings(settings);
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

    /** Runs work that only reads. */
    public <T> int run(Class<T> bean, Work<T> work) throws Exception {
        return run(bean, "", work);
    }

    /**
     * Runs work that writes to a table of its own; refuses at once where the database user may not.
     *
     * @param writes the table, or an empty text
     */
    public <T> int run(Class<T> bean, String writes, Work<T> work) throws Exception {
        return run(bean, writes, null, work);
    }

    /**
     * The same for what an operator orders: it is in the audit before anything is done.
     *
     * @param order what is ordered, or null if nothing is to change
     */
    @SuppressWarnings("SystemOut")
    public <T> int run(Class<T> bean, String writes, CommandAudit.@Nullable Order order, Work<T> work)
            throws Exception {
        PrintStream out = System.out;
        // standard output is for the report alone
        System.setOut(System.err);
        try (ConfigurableApplicationContext context = create(configuration, new EarlyConnection())) {
            awaitSchema(() -> requireSchema(context));
            if (!writes.isEmpty()) {
                context.getBean(TableRights.class).requireInsert(writes);
            }
            if (order != null) {
                context.getBean(CommandAudit.class).record(order);
            }
            return work.run(context.getBean(bean), out, stop);
        } catch (Exception failure) {
            throw ofStop(failure);
        } finally {
            out.flush();
            System.setOut(out);
        }
    }

    /** Brings the schema to this program's version, and returns the version. */
    public String migrate() throws Exception {
        try (ConfigurableApplicationContext context = create(SchemaOnly.class)) {
            awaitSchema(context.getBean(SchemaPrecondition.class)::establish);
            return context.getBean(SchemaMigration.class).version();
        } catch (Exception failure) {
            throw ofStop(failure);
        }
    }

    /**
     * Does work that nothing can interrupt, such as a read of standard input, and leaves it alone once the process is told to end.
     *
     * @param what the work, for people
     */
    public <T> T runUntilStop(String what, Callable<T> work) throws Exception {
        FutureTask<T> task = new FutureTask<>(work);
        Thread.ofPlatform().daemon().name("job").start(task);
        while (!task.isDone()) {
            if (stop.pauseNanos(LOOK_AGAIN_NANOS)) {
                throw new StoppedException(new IOException(what + " had not ended"));
            }
        }
        try {
            return task.get();
        } catch (ExecutionException failed) {
            throw failed.getCause() instanceof Exception cause ? cause : failed;
        }
    }

    /** Whatever fails once the process is told to end, fails because of that. */
    private Exception ofStop(Exception failure) {
        return stop.isStopped() ? new StoppedException(failure) : failure;
    }

    /**
     * Creates what commands use, and connects to nothing.
     *
     * @param use is given the context of a command that works on entities
     */
    public void rehearse(Consumer<ConfigurableApplicationContext> use) {
        List<String> all = Stream.concat(settings.stream(), Stream.of("--spring.main.lazy-initialization=false"))
                .toList();
        try (ConfigurableApplicationContext context = new JobContext(all, stop).create(EntityJobConfiguration.class)) {
            use.accept(context);
        }
        create(SchemaOnly.class).close();
    }

    private void requireSchema(ConfigurableApplicationContext job) throws Exception {
        if (!job.getBean(SchemaVersion.class).isNewest()) {
            try (ConfigurableApplicationContext migrating = create(SchemaOnly.class)) {
                migrating.getBean(SchemaPrecondition.class).establish();
            }
        }
        job.getBean(SchemaPrecondition.class).establish();
    }

    /** Waits a while for a server that is busy or starting, as the workers do. */
    private void awaitSchema(Attempt attempt) throws Exception {
        long untilNanos = System.nanoTime() + TimeUnit.SECONDS.toNanos(SCHEMA_SECONDS_MAX);
        while (true) {
            try {
                attempt.make();
                return;
            } catch (Exception notYet) {
                if (System.nanoTime() > untilNanos || stop.pauseNanos(TimeUnit.SECONDS.toNanos(1))) {
                    throw notYet;
                }
            }
        }
    }

    private interface Attempt {
        void make() throws Exception;
    }

    private ConfigurableApplicationContext create(Class<?> source, ApplicationContextInitializer<?>... initializers) {
        // it prepares JSON and a web server, on a processor that the job itself could use
        System.setProperty("spring.backgroundpreinitializer.ignore", "true");
        SpringApplication application = new SpringApplication(source);
        application.setWebApplicationType(WebApplicationType.NONE);
        application.setRegisterShutdownHook(false);
        application.setLogStartupInfo(false);
        application.addInitializers(initializers);
        application.setAdditionalProfiles(PROFILE);
        return application.run(settings.toArray(String[]::new));
    }
}
