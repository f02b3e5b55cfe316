package dev.accountrisk.ingest;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Bounds of time that depend on each other. */
class IngestTimesTest {
    @Test
    void aContainerThatDoesNotOutlastItsConsumersIsRefused() {
        assertThatThrownBy(() -> new IngestTimes(Duration.ofMillis(20), Duration.ofSeconds(25), Duration.ofSeconds(25),
                Duration.ofSeconds(5))).isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("the container outlasts");
    }

    @Test
    void whatDoesNotEndBeforeThePodIsKilledIsRefused() {
        assertThatThrownBy(() -> new IngestTimes(Duration.ofMillis(20), Duration.ofSeconds(20), Duration.ofSeconds(50),
                Duration.ofSeconds(15))).isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("before the pod is killed");
    }
}
