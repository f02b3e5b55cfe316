package dev.accountrisk.observe;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

@ExtendWith(OutputCaptureExtension.class)
class BlockedOutboxTest {
    private final BlockedOutbox outbox = new BlockedOutbox();

    @Test
    void eachChangeIsLoggedOnce(CapturedOutput log) {
        outbox.observe(0);
        outbox.observe(29);
        assertThat(log.getAll()).doesNotContain("the outbox");

        outbox.observe(31);
        outbox.observe(36);
        assertThat(log.getAll()).containsOnlyOnce("the outbox cannot be sent: its oldest row has waited for 31 s");

        outbox.observe(0);
        outbox.observe(0);
        assertThat(log.getAll()).containsOnlyOnce("the outbox is sent again");
    }
}
