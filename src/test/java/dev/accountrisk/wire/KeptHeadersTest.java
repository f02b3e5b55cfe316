package dev.accountrisk.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class KeptHeadersTest {
    @Property
    void whatIsPackedIsRead(@ForAll Map<String, byte[]> headers) {
        RecordHeaders read = KeptHeaders.read(KeptHeaders.pack(List.copyOf(headers.keySet()), headers::get));

        headers.forEach((name, value) -> assertThat(read.last(name)).isEqualTo(value));
    }

    @Test
    void nothingIsPackedOfARecordWithoutTheHeaders() {
        assertThat(KeptHeaders.pack(List.of("a"), RecordHeaders.NONE)).isNull();
        assertThat(KeptHeaders.read(null).last("a")).isNull();
    }

    @Test
    void damageIsNoHeader() {
        assertThatThrownBy(() -> KeptHeaders.read(new byte[]{0, 0, 0, 1, 0}))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("the headers of a parked record are damaged");
    }
}
