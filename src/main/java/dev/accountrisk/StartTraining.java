package dev.accountrisk;

import com.zaxxer.hikari.HikariDataSource;
import dev.accountrisk.cli.CommandLineEntry;
import dev.accountrisk.cli.job.JobContext;
import dev.accountrisk.database.EntityTransactions;
import dev.accountrisk.job.StopSignal;
import dev.accountrisk.parking.ParkedRecords;
import dev.accountrisk.parking.ParkedSelection;
import dev.accountrisk.parking.ParkedState;
import dev.accountrisk.reconcile.record.ReconcileFindingRepository;
import dev.accountrisk.reconcile.record.ReconcileRun;
import dev.accountrisk.reconcile.record.ReconcileRunRepository;
import dev.accountrisk.reconcile.record.RunRecords;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.stream.Stream;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.DescribeClusterOptions;
import org.apache.kafka.common.protocol.Errors;
import org.springframework.boot.SpringApplication;
import org.springframework.context.support.AbstractApplicationContext;
import org.springframework.context.support.DefaultLifecycleProcessor;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import org.springframework.core.type.classreading.CachingMetadataReaderFactory;
import org.springframework.dao.DataAccessException;

/**
 * Starts what the image runs, so that Java can record in a start-up cache which classes it loads. It connects to no server. The
 * worker has one cache and the jobs have another, because Java links all classes of a cache at each start: 13,000 of the worker and
 * 18,000 of the jobs.
 */
public final class StartTraining {
    private static final String DRIVER_CLASSES = "classpath*:com/mysql/cj/**/*.class";
    private static final ParkedSelection ALL_PARKED = new ParkedSelection(List.of(), List.of(), List.of(), null, null,
            null);
    private static final String LOG_FORMAT = "logging.structured.format.console";
    /** The image's, and lines for people. */
    private static final List<String> LOG_FORMATS = List.of("ecs", "");
    private static final String BROKERS = "--spring.kafka.bootstrap-servers=";
    private static final int SILENCE_MILLIS = 500;

    private StartTraining() {}

    /**
     * Starts the worker up to the point where it would consume, or what jobs use: with a database that has no row, and a broker that
     * never answers.
     *
     * @param arguments {@code worker} or {@code jobs}, and Spring's settings
     */
    public static void main(String... arguments) throws IOException, GeneralSecurityException {
        List<String> settings = List.of(arguments).subList(1, arguments.length);
        loadDriver();
        beginHandshake();
        switch (arguments[0]) {
            case "worker" -> {
                System.setProperty(LOG_FORMAT, LOG_FORMATS.getFirst());
                startWorker(settings.toArray(String[]::new));
            }
            case "jobs" -> rehearseJobs(settings);
            default -> throw new IllegalArgumentException("neither worker nor jobs: " + arguments[0]);
        }
        System.exit(0);
    }

    private static void rehearseJobs(List<String> settings) throws IOException {
        CommandLineEntry.run(AccountRiskWorker.class, "redrive", "list", "--help");
        CommandLineEntry.run(AccountRiskWorker.class, "reconcile", "--help");
        CommandLineEntry.run(AccountRiskWorker.class, "backfill", "--help");
        CommandLineEntry.run(AccountRiskWorker.class, "positions", "--help");
        for (String format : LOG_FORMATS) {
            System.setProperty(LOG_FORMAT, format);
            rehearseJob(settings);
        }
    }

    private static void rehearseJob(List<String> settings) throws IOException {
        try (ServerSocket silent = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            String broker = BROKERS + silent.getInetAddress().getHostAddress() + ":" + silent.getLocalPort();
            // a setting that is given twice would have both values
            List<String> all = Stream.concat(settings.stream().filter(setting -> !setting.startsWith(BROKERS)),
                    Stream.of(broker)).toList();
            new JobContext(all, new StopSignal()).rehearse(job -> {
                job.getBean(HikariDataSource.class).setDataSource(EmptyDatabase.open());
                tryOut(() -> job.getBean(ParkedRecords.class).list(ALL_PARKED, ParkedState.PARKED, 0, 1));
                tryOut(() -> job.getBean(ParkedRecords.class).find(1));
                recordRun(new RunRecords(job.getBean(ReconcileRunRepository.class),
                        job.getBean(ReconcileFindingRepository.class), job.getBean(EntityTransactions.class)));
                askKafka(job.getBean(Admin.class));
            });
        }
    }

    private static void recordRun(RunRecords runs) {
        ReconcileRun run = new ReconcileRun(0);
        tryOut(runs::policies);
        tryOut(() -> runs.save(run, List.of()));
        tryOut(() -> runs.countByKind(run));
        tryOut(() -> runs.findings(run, 1));
    }

    /** The client loads most of its classes before it gets an answer, and here it gets none. */
    private static void askKafka(Admin client) {
        // loads the errors that an answer may name
        var _ = Errors.NONE;
        try {
            client.describeCluster(new DescribeClusterOptions().timeoutMs(SILENCE_MILLIS)).nodes().get();
        } catch (ExecutionException noAnswer) {
            // as expected
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    /** A query that counts fails where there is no row, and has loaded its classes by then. */
    private static void tryOut(Runnable query) {
        try {
            query.run();
        } catch (DataAccessException noRow) {
            // there is none, as expected
        }
    }

    private static void startWorker(String... settings) {
        SpringApplication worker = new SpringApplication(AccountRiskWorker.class);
        worker.setRegisterShutdownHook(false);
        worker.addInitializers(context -> context.getBeanFactory()
                .registerSingleton(AbstractApplicationContext.LIFECYCLE_PROCESSOR_BEAN_NAME, new NothingStarts()));
        worker.run(settings).close();
    }

    /** Leaves every part of the worker as it was created. */
    private static final class NothingStarts extends DefaultLifecycleProcessor {
        @Override
        public void onRefresh() {}
    }

    /** MySQL's driver loads most of its classes only once it is connected. */
    private static void loadDriver() throws IOException {
        CachingMetadataReaderFactory classes = new CachingMetadataReaderFactory();
        for (Resource file : new PathMatchingResourcePatternResolver().getResources(DRIVER_CLASSES)) {
            try {
                Class.forName(classes.getMetadataReader(file).getClassMetadata().getClassName(), false,
                        StartTraining.class.getClassLoader());
            } catch (ClassNotFoundException | LinkageError optional) {
                // it is for a library that the worker does not have
            }
        }
    }

    private static void beginHandshake() throws GeneralSecurityException, SSLException {
        SSLEngine client = SSLContext.getDefault().createSSLEngine();
        client.setUseClientMode(true);
        client.beginHandshake();
        client.wrap(ByteBuffer.allocate(0), ByteBuffer.allocate(client.getSession().getPacketBufferSize()));
    }
}
