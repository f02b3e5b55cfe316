package dev.accountrisk.outbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.accountrisk.account.AccountEvent;
import dev.accountrisk.account.CommandType;
import dev.accountrisk.account.Refusal;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PayloadJsonTest {
    private static final String TRACE = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";
    private static final List<AccountEvent> EVENTS = IntStream.range(0, 100)
            .<AccountEvent>mapToObj(number -> new AccountEvent.CommandRefused("account-" + number % 7, "1",
                    "command-" + number, CommandType.DEBIT, Refusal.INSUFFICIENT_BALANCE, number))
            .toList();

    @Test
    void eventsComeBackInOrderUnderTheirAccount() {
        List<byte[]> payloads = PayloadJson.packEvents(TRACE, EVENTS, 10_000);

        assertThat(payloads).hasSizeBetween(2, 10);
        List<EventMessage> messages = payloads.stream()
                .flatMap(payload -> events(payload).messages().stream())
                .toList();
        assertThat(messages).hasSameSizeAs(EVENTS);
        for (int number = 0; number < messages.size(); number++) {
            assertThat(text(messages.get(number).key())).isEqualTo("account-" + number % 7);
            assertThat(text(messages.get(number).value()))
                    .startsWith("{\"specversion\":\"1.0\",\"id\":\"CommandRefused/")
                    .contains("\"commandId\":\"command-" + number + "\"", "\"traceparent\":\"" + TRACE + "\"")
                    .endsWith("}}");
        }
        assertThat(payloads).allMatch(payload -> TRACE.equals(events(payload).traceParent()));
    }

    @Test
    void aPayloadIsAFractionOfItsEvents() {
        byte[] payload = PayloadJson.packEvents(null, EVENTS, 1_000_000).getFirst();
        int sent = events(payload).messages().stream().mapToInt(message -> message.value().length).sum();
        assertThat(payload.length).isLessThan(sent / 4);
    }

    @Test
    void damageIsNeverTakenForEvents() {
        byte[] payload = PayloadJson.packEvents(null, EVENTS, 1_000_000).getFirst();
        for (int length = 1; length < payload.length; length++) {
            byte[] cut = Arrays.copyOf(payload, length);
            assertThatThrownBy(() -> events(cut)).isInstanceOf(IllegalArgumentException.class)
                    .hasMessageStartingWith("row 4711 of the outbox cannot be read");
        }
    }

    @Test
    void aLaterVersionIsRefused() {
        String later = "{\"version\":2,\"lines\":0}\n";
        assertThatThrownBy(() -> events(later.getBytes(StandardCharsets.UTF_8)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("newer version");
    }

    private static OutboxPayload.Events events(byte[] payload) {
        return (OutboxPayload.Events) PayloadJson.unpack(new OutboxRow(4711, "batch", OutboxRow.Kind.EVENTS, payload));
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }
}
