package dev.accountrisk.servers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** A process whose clock is ahead. */
class FakeClockTest {
    @Test
    void theProcessSeesALaterTime() throws IOException {
        Optional<FakeClock> clock = FakeClock.find();
        assumeThat(clock).as("libfaketime").isPresent();
        ProcessBuilder date = new ProcessBuilder("date", "+%s");
        date.environment().putAll(clock.get().ahead(Duration.ofMinutes(20)));
        String output = new String(date.start().getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
        long ahead = Long.parseLong(output) - System.currentTimeMillis() / 1000;
        assertThat(ahead).isBetween(1_190L, 1_210L);
    }
}
