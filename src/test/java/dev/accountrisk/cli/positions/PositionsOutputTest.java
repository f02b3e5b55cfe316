package dev.accountrisk.cli.positions;

import static org.assertj.core.api.Assertions.assertThat;

import dev.accountrisk.positions.PositionState;
import dev.accountrisk.positions.PositionView;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What an operator wrote as a reason must not steer the terminal of the next one. */
class PositionsOutputTest {
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void aReasonIsEscaped(boolean json) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        PositionsOutput output = new PositionsOutput(new PrintStream(bytes, true, StandardCharsets.UTF_8), json);

        output.list(List.of(new PositionView("t", 0, "id", 5, 0L, 9L, null, -1, PositionState.IN_LOG,
                "ana: \u009b31m \u202Etxt")));

        assertThat(bytes.toString(StandardCharsets.UTF_8)).contains("ana: \\u009b31m \\u202etxt");
    }
}
