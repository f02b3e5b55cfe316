package dev.accountrisk.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.accountrisk.account.AccountEvent;
import dev.accountrisk.account.AccountEvent.BalanceChanged;
import dev.accountrisk.account.AccountEvent.CommandApplied;
import dev.accountrisk.account.AccountEvent.CommandRefused;
import dev.accountrisk.account.AccountEvent.RiskLevelChanged;
import dev.accountrisk.account.CommandType;
import dev.accountrisk.account.Refusal;
import dev.accountrisk.account.RiskLevel;
import java.io.ByteArrayOutputStream;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.ObjectWriteContext;

class EventJsonTest {
    private static final List<AccountEvent> EACH_KIND = List.of(
            new CommandApplied("8", "5", "test_17", CommandType.FREEZE, "COIN", new BigDecimal("1000.500"),
                    new BigDecimal("616.000000000000000000"), 1763776800123L),
            new CommandApplied("8", "5", "open_1", CommandType.OPEN, null, null, null, 1),
            new CommandRefused("8", "5", "test_18", CommandType.DEBIT, Refusal.INSUFFICIENT_BALANCE, 2),
            new RiskLevelChanged("9", "1 e 0", 42.5, RiskLevel.LOW, RiskLevel.MEDIUM, 3),
            new BalanceChanged("8", "6", "COIN", new BigDecimal("1E+3"), BigDecimal.ZERO, 4));

    @Property
    void comesBackAsItWas(@ForAll("events") List<AccountEvent> events) {
        assertThat(read(written(events))).isEqualTo(events);
    }

    @Example
    void isTextAnOperatorCanRead() {
        assertThat(new String(written(EACH_KIND.subList(0, 1)), StandardCharsets.UTF_8)).isEqualTo("""
                [{"type":"CommandApplied","account":"8","place":"5","time":1763776800123,"commandId":"test_17",\
                "commandType":"FREEZE","asset":"COIN","balance":"1000.5","frozen":"616"}]""");
    }

    @Example
    void fieldsOfALaterVersionAreIgnoredAndMissingOnesAreDamage() {
        String event = "[{\"more\":{\"a\":[1]},\"type\":\"CommandRefused\",\"account\":\"8\",\"place\":\"5\",\"time\":2,"
                + "\"commandId\":\"test_18\",\"commandType\":\"DEBIT\",\"reason\":\"INSUFFICIENT_BALANCE\"}]";
        assertThat(read(RawRecord.bytes(event))).isEqualTo(EACH_KIND.subList(2, 3));
        for (String field : List.of("type", "account", "place", "time", "commandId", "commandType", "reason")) {
            assertThatThrownBy(() -> read(RawRecord.bytes(event.replace("\"" + field + "\"", "\"other\""))))
                    .isInstanceOf(IllegalArgumentException.class);
        }
    }

    private static byte[] written(List<AccountEvent> events) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (JsonGenerator json = Json.FACTORY.createGenerator(ObjectWriteContext.empty(), bytes)) {
            json.writeStartArray();
            events.forEach(event -> EventJson.write(event, json));
            json.writeEndArray();
        }
        return bytes.toByteArray();
    }

    private static List<AccountEvent> read(byte[] bytes) {
        List<AccountEvent> events = new ArrayList<>();
        try (JsonParser json = Json.FACTORY.createParser(ObjectReadContext.empty(), bytes, 0, bytes.length)) {
            json.nextToken();
            while (json.nextToken() == JsonToken.START_OBJECT) {
                events.add(EventJson.read(json));
            }
        }
        return events;
    }

    @Provide
    Arbitrary<List<AccountEvent>> events() {
        Arbitrary<String> ids = Arbitraries.strings().withChars("abcXYZ019._:-").ofMinLength(1).ofMaxLength(64);
        Arbitrary<CommandType> types = Arbitraries.of(CommandType.class);
        Arbitrary<Long> times = Arbitraries.longs();
        Arbitrary<BigDecimal> amounts = Combinators.combine(Arbitraries.bigIntegers()
                .between(BigInteger.ZERO, BigInteger.TEN.pow(38)), Arbitraries.integers().between(0, 18))
                .as((digits, scale) -> digits.mod(BigInteger.TEN).signum() == 0
                        ? new BigDecimal(digits)
                        : new BigDecimal(digits, scale));
        Arbitrary<RiskLevel> levels = Arbitraries.of(RiskLevel.class);
        return Arbitraries.<AccountEvent>oneOf(
                Combinators.combine(ids, ids, ids, types, ids, amounts, amounts, times).as(CommandApplied::new),
                Combinators.combine(ids, ids, times)
                        .as((account, command, time) -> new CommandApplied(account, "1", command,
                                CommandType.OPEN, null, null, null, time)),
                Combinators.combine(ids, ids, ids, types, Arbitraries.of(Refusal.class), times).as(CommandRefused::new),
                Combinators.combine(ids, ids, Arbitraries.doubles().between(0, 1_000_000), levels, levels, times)
                        .as(RiskLevelChanged::new),
                Combinators.combine(ids, ids, ids, amounts, amounts, times).as(BalanceChanged::new))
                .list()
                .ofMaxSize(20);
    }
}
