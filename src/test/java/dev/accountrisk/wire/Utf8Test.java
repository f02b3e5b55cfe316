package dev.accountrisk.wire;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class Utf8Test {

    @Test
    void aBadByteIsSeenAtAnyPlaceInAnyLength() {
        for (int length = 1; length < 40; length++) {
            byte[] bytes = RawRecord.bytes("a".repeat(length));
            assertThat(Utf8.isValid(bytes)).isTrue();
            for (int place = 0; place < length; place++) {
                bytes[place] = (byte) 0x80;
                assertThat(Utf8.isValid(bytes)).as("place %d of %d", place, length).isFalse();
                bytes[place] = 'a';
            }
        }
    }

    @Test
    void whatIsNotAsciiMayBeUtf8() {
        assertThat(Utf8.isValid(RawRecord.bytes("ä€𝄞"))).isTrue();
        assertThat(Utf8.isValid(new byte[0])).isTrue();
    }
}
