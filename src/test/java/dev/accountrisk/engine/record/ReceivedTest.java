package dev.accountrisk.engine.record;

import static org.assertj.core.api.Assertions.assertThat;

import dev.accountrisk.account.ParkReason;
import dev.accountrisk.account.RiskUpdate;
import dev.accountrisk.wire.Decoded;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ReceivedTest {
    private static final Decoded<RiskUpdate> INVALID = new Decoded.Invalid<>(ParkReason.NOT_JSON, "x");
    private static final Decoded<RiskUpdate> VALID = new Decoded.Valid<>(
            new RiskUpdate("e", "8", RiskUpdate.Type.SET, 1, 1, RiskUpdate.NO_SEQUENCE));

    @Test
    void theKeyOfAnInvalidRecordIsItsAccountOnlyIfItIsAValidId() {
        assertThat(accountOf(bytes("dc57ktzmtiwp"))).isEqualTo("dc57ktzmtiwp");
        assertThat(accountOf(null)).isNull();
        assertThat(accountOf(new byte[0])).isNull();
        assertThat(accountOf(bytes("é"))).isNull();
        assertThat(accountOf(bytes("a".repeat(65)))).isNull();
    }

    @Test
    void aValidRecordKeepsItsAccountWhenItIsParked() {
        Received<RiskUpdate> received = new Received<>(1, 1, bytes("acct:8"), null, VALID);

        assertThat(received.account()).isEqualTo("8");
        assertThat(received.parkedAs(ParkReason.UNPROCESSABLE, "x").account()).isEqualTo("8");
    }

    private static @Nullable String accountOf(byte @Nullable [] accountKey) {
        return new Received<>(1, 1, bytes("other"), null, INVALID, accountKey, null).account();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
