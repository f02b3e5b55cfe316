package dev.accountrisk.consumer.budget;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.junit.jupiter.api.Test;

/** How many bytes one poll returns at most. */
class PollBudgetTest {
    private static final long BYTES_MAX = 1_000;

    private final PollBudget budget = new PollBudget(BYTES_MAX);
    private Headers headers = new RecordHeaders();

    @Test
    void aPollEndsWithTheRecordThatSpendsItsBytes() {
        read(10, 600);
        read(10, 600);

        assertThatThrownBy(() -> read(10, 1)).isInstanceOf(SerializationException.class);
        assertThatThrownBy(() -> read(10, 1)).as("however often").isInstanceOf(SerializationException.class);
        budget.renew();
        assertThatCode(() -> read(10, 1)).doesNotThrowAnyException();
    }

    @Test
    void theFirstRecordOfAPollAlwaysPasses() {
        assertThatCode(() -> read(5_000, 5_000)).doesNotThrowAnyException();
        budget.renew();
        assertThatCode(() -> read(5_000, 5_000)).doesNotThrowAnyException();
    }

    @Test
    void keysAndHeadersCountToo() {
        key(300, 400);
        key(300, 400);

        assertThatThrownBy(() -> key(300, 400)).isInstanceOf(SerializationException.class);
    }

    @Test
    void headersOfRecordsWithoutAKeyCountToo() {
        withHeaders(400);
        value(100);
        // a record that has only a key comes between
        key(10, 0);
        withHeaders(600);
        value(100);

        withHeaders(0);
        assertThatThrownBy(() -> value(1)).isInstanceOf(SerializationException.class);
    }

    @Test
    void aRecordThatNoHeapIsMeantForIsRefused() {
        assertThatCode(() -> value(32 << 20)).doesNotThrowAnyException();
        budget.renew();
        withHeaders(0);
        assertThatThrownBy(() -> value(PollBudget.RECORD_BYTES_MAX + 1)).isInstanceOf(RecordTooLargeException.class)
                .hasMessageContaining(Integer.toString(PollBudget.RECORD_BYTES_MAX + 1));
    }

    @Test
    void aKeyThatCouldNotBeParkedWithItsValueIsRefused() {
        assertThatThrownBy(() -> key(PollBudget.RECORD_BYTES_MAX + 1, 0)).isInstanceOf(RecordTooLargeException.class);
        budget.renew();
        key(PollBudget.RECORD_BYTES_MAX / 2, 0);
        assertThatThrownBy(() -> value(PollBudget.RECORD_BYTES_MAX / 2 + 2))
                .isInstanceOf(RecordTooLargeException.class);
    }

    private void read(int keyBytes, int valueBytes) {
        key(keyBytes, 0);
        value(valueBytes);
    }

    /** The headers of the next record. The client makes them anew for each record. */
    private void withHeaders(int bytes) {
        headers = new RecordHeaders().add("", new byte[bytes]);
    }

    private void key(int bytes, int headerBytes) {
        withHeaders(headerBytes);
        assertThat(budget.keys().deserialize("t", headers, ByteBuffer.allocate(bytes))).hasSize(bytes);
    }

    private void value(int bytes) {
        assertThat(budget.values().deserialize("t", headers, ByteBuffer.allocate(bytes))).hasSize(bytes);
    }
}
