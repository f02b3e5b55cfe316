package dev.accountrisk.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.accountrisk.threads.VitalThreads;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.util.StringUtils;

/** A round that fails is run again, and closing ends every thread. */
@ExtendWith(OutputCaptureExtension.class)
class RelayLoopTest {
    private static final long PATIENCE_SECONDS = 30;

    private final CountDownLatch rounds = new CountDownLatch(3);
    private final CountDownLatch ended = new CountDownLatch(1);
    private final CountDownLatch processEnds = new CountDownLatch(1);
    private final VitalThreads vital = new VitalThreads(processEnds::countDown);

    @Test
    void itRunsOnAfterAnUnexpectedFailureAndReleasesWhatItHasAtItsEnd() throws Exception {
        Thread thread = RelayLoop.thread(vital, "relay-under-test", () -> {
            rounds.countDown();
            if (rounds.getCount() == 2) {
                throw new IllegalStateException("unexpected");
            }
            return 1;
        }, ended::countDown);
        RelayLoop loop = new RelayLoop(List.of(thread));
        loop.start();
        assertThat(rounds.await(PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();

        loop.close();

        assertThat(ended.await(PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();
        assertThat(thread.join(Duration.ofSeconds(PATIENCE_SECONDS))).isTrue();
        assertThat(vital.dead()).isEmpty();
    }

    @Test
    void aFailureThatLastsIsLoggedOnce(CapturedOutput output) throws Exception {
        Thread thread = RelayLoop.thread(vital, "relay-under-test", () -> {
            rounds.countDown();
            throw new IllegalStateException("try " + rounds.getCount());
        }, ended::countDown);
        thread.start();
        assertThat(rounds.await(PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();
        thread.interrupt();
        assertThat(ended.await(PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();

        assertThat(StringUtils.countOccurrencesOf(output.getAll(), "failed unexpectedly")).isOne();
    }

    @Test
    void anErrorEndsTheThreadAndTheProcess() throws Exception {
        RelayLoop.thread(vital, "relay-under-test", () -> {
            throw new NoClassDefFoundError("zstd");
        }, ended::countDown).start();

        assertThat(processEnds.await(PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();
        assertThat(ended.await(PATIENCE_SECONDS, TimeUnit.SECONDS)).as("another worker may relay").isTrue();
        assertThat(vital.dead()).containsKey("relay-under-test");
    }
}
