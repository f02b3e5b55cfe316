package dev.accountrisk.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.Mockito.doThrow;
import static org.mockito.Mockito.inOrder;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.timeout;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.verifyNoInteractions;

import dev.accountrisk.app.actions.ActionLoop;
import dev.accountrisk.app.schema.Precondition;
import dev.accountrisk.engine.AccountLocks;
import dev.accountrisk.ingest.LiveConsumer;
import dev.accountrisk.threads.VitalThreads;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The worker starts when everything it needs is there, and says until then what it waits for. */
class StartupTest {
    private static final long PATIENCE_MILLIS = 30_000;

    private final LiveConsumer consumer = mock(LiveConsumer.class);
    private final RelayLoop relay = mock(RelayLoop.class);
    private final ActionLoop actions = mock(ActionLoop.class);
    private final Runnable end = mock(Runnable.class);
    private final VitalThreads threads = new VitalThreads(end);
    private final AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();
    private final CountDownLatch tried = new CountDownLatch(1);
    private final Startup startup = new Startup(AccountLocks.NONE, List.of(new Precondition() {
        @Override
        public String name() {
            return "the schema";
        }

        @Override
        public void establish() throws Exception {
            tried.countDown();
            Throwable now = failure.get();
            if (now instanceof Error error) {
                throw error;
            }
            if (now instanceof Exception exception) {
                throw exception;
            }
        }
    }), consumer, relay, actions, threads);

    @AfterEach
    void stop() {
        startup.stop();
    }

    @Test
    void theRelayStartsAfterTheConsumer() {
        startup.start();

        verify(relay, timeout(PATIENCE_MILLIS)).start();
        inOrder(consumer, relay).verify(consumer).start();
        verifyNoInteractions(end);
    }

    @Test
    void whatItWaitsForIsTheServersOwnWordAndItStartsOnceThatIsOver() throws Exception {
        failure.set(new SQLTransientConnectionException("HikariPool-1 - request timed out after 2113ms", "HY000", 0,
                new SQLException("Unknown database 'risk'", "42000", 1049)));
        startup.start();
        assertThat(tried.await(PATIENCE_MILLIS, TimeUnit.MILLISECONDS)).isTrue();
        while (startup.waitingFor().equals("not started")) {
            Thread.onSpinWait();
        }
        assertThat(startup.waitingFor()).isEqualTo("the schema: Unknown database 'risk' (MySQL error 1049)");
        verifyNoInteractions(consumer);

        failure.set(null);

        verify(relay, timeout(PATIENCE_MILLIS)).start();
    }

    @Test
    void aConsumerThatCannotStartEndsTheProcess() {
        doThrow(new IllegalStateException("no")).when(consumer).start();

        startup.start();

        verify(end, timeout(PATIENCE_MILLIS)).run();
        assertThat(threads.dead()).containsOnlyKeys("startup");
    }

    @Test
    void anErrorWhileItWaitsEndsTheProcess() {
        failure.set(new NoClassDefFoundError("a driver"));

        startup.start();

        verify(end, timeout(PATIENCE_MILLIS)).run();
        assertThat(threads.dead()).containsOnlyKeys("startup");
    }
}
