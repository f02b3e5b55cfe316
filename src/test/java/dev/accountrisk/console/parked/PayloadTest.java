package dev.accountrisk.console.parked;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/** Bytes are shown as text only if they are text. */
class PayloadTest {
    @Test
    void textIsText() {
        assertThat(Payload.of("é{}".getBytes(StandardCharsets.UTF_8))).isEqualTo(new Payload("é{}", "utf-8", 4, 4));
    }

    @Test
    void bytesThatAreNoUtf8AreHexadecimal() {
        assertThat(Payload.of(new byte[]{(byte) 0xff, 0, 10})).isEqualTo(new Payload("ff 00 0a", "hex", 3, 3));
    }

    @Test
    void ofALargeOneTheFirstBytesAreShownAndNoCharacterIsCut() {
        byte[] large = ("x" + "é".repeat(1 << 20)).getBytes(StandardCharsets.UTF_8);

        Payload payload = Payload.of(large);

        assertThat(payload.encoding()).isEqualTo("utf-8");
        assertThat(payload.bytes()).isEqualTo(large.length);
        assertThat(payload.isCut()).isTrue();
        assertThat(payload.shown()).isEqualTo((64 << 10) - 1);
        assertThat(payload.text()).hasSize(1 + ((64 << 10) - 2) / 2).endsWith("é");

        byte[] bytes = new byte[33 << 20];
        bytes[0] = (byte) 0xff;
        assertThat(Payload.of(bytes).text()).hasSizeLessThan((3 * 64) << 10);
    }

    @Test
    void nothingIsNoEmptyText() {
        assertThat(Payload.of(null).text()).isNull();
        assertThat(Payload.of(new byte[0]).text()).isEmpty();
    }
}
