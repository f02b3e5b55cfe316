package dev.accountrisk;

import dev.accountrisk.cli.CommandLineEntry;
import dev.accountrisk.cli.job.JobContext;
import dev.accountrisk.job.StopSignal;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.util.List;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLException;
import org.springframework.boot.SpringApplication;
import org.springframework.context.support.AbstractApplicationContext;
import org.springframework.context.support.DefaultLifecycleProcessor;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import org.springframework.core.type.classreading.CachingMetadataReaderFactory;

/**
 * Starts a job and the worker once, so that Java can record in the image's start-up cache which classes they load. It connects to no
 * server.
 */
public final class StartTraining {
    private static final String DRIVER_CLASSES = "classpath*:com/mysql/cj/**/*.class";

    private StartTraining() {}

    /**
     * Starts a job up to the point where it would connect, and the worker up to the point where it would consume.
     *
     * @param settings Spring's, for both
     */
    public static void main(String... settings) throws IOException, GeneralSecurityException {
        loadDriver();
        beginHandshake();
        CommandLineEntry.run(AccountRiskWorker.class, "redrive", "list", "--help");
        new JobContext(List.of(settings), new StopSignal()).rehearse();
        startWorker(settings);
        System.exit(0);
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
