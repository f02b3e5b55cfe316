package dev.accountrisk.console.parked;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/** Bytes are shown as text only if they are text. */
class PayloadTest {
    @Test
    void textIsText() {
        assertThat(Payload.of("é{}".getBytes(StandardCharsets.UTF_8))).isEqualTo(new Payload("é{}", "utf-8", 4));
    }

    @Test
    void bytesThatAreNoUtf8AreHexadecimal() {
        assertThat(Payload.of(new byte[]{(byte) 0xff, 0, 10})).isEqualTo(new Payload("ff 00 0a", "hex", 3));
    }

    @Test
    void nothingIsNoEmptyText() {
        assertThat(Payload.of(null).text()).isNull();
        assertThat(Payload.of(new byte[0]).text()).isEmpty();
    }
}
