package dev.accountrisk.outbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collections;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EventRowsTest {
    @ParameterizedTest
    @CsvSource({"8, 100, 256", "8, 4096, 256", "8, 16384, 64", "3, 16384, 64", "8, 131072, 8", "8, 524288, 8",
            "256, 65536, 16", "8, 0, 256"})
    void theNextRoundTakesAMebibyteOfRowsLikeTheseAndNeitherTooFewNorTooMany(int rows, int bytes, int next) {
        EventRows most = new EventRows();
        assertThat(most.most()).isEqualTo(8);
        OutboxRow row = new OutboxRow(1, "batch", OutboxRow.Kind.EVENTS, new byte[bytes]);
        List<OutboxRow> sent = Collections.nCopies(rows, row);
        most.sent(sent);
        assertThat(most.most()).isEqualTo(next);
    }
}
