package dev.accountrisk.mapping;

import static dev.accountrisk.mapping.MappedRecord.MAX_CLOCK_SKEW_MILLIS;
import static dev.accountrisk.mapping.MappedRecord.WRITTEN_AT_MILLIS;
import static dev.accountrisk.mapping.MappedRecord.bytes;
import static org.assertj.core.api.Assertions.assertThat;

import dev.accountrisk.account.Command;
import dev.accountrisk.account.RiskOrder;
import dev.accountrisk.account.RiskUpdate;
import dev.accountrisk.commands.CommandDecoder;
import dev.accountrisk.risk.RiskUpdateDecoder;
import dev.accountrisk.wire.Decoded;
import dev.accountrisk.wire.InputRecord;
import dev.accountrisk.wire.RecordDecoder;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.From;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.BigRange;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;

/** A mapped record equals the plain record of the same meaning. */
class MappedRecordsPropertiesTest {
    private static final String RISK_UPDATES = """
            fields:
              eventId: /meta/ids/0
              accountUuid: key
              type: {from: /kind, values: {absolute: SET, delta: ADD}}
              risk: {from: /score, shift: -4}
              occurredAt: {from: 'header:at', unit: us}
              sequence: {from: /seq, as: number}
              source: {constant: crm}
            key: {prefix: 'acct/', suffix: '!'}
            """;
    private static final String COMMANDS = """
            fields:
              commandId: /id
              accountUuid: /account~1no
              type: {from: /op, values: {in: CREDIT, out: DEBIT, hold: FREEZE, take: SETTLE, free: REFUND, new: OPEN}}
              asset: {from: 'header:currency', values: {'978': EUR, '840': USD}}
              amount: {from: /cents, shift: -2}
              holdId: /hold/id
              expiresAt: {from: /hold/until, unit: s}
              externalRef: /ref
              occurredAt: timestamp
            key: {pointer: /k/0}
            """;

    private final RecordDecoder<RiskUpdate> mappedUpdates = MappedRecord.riskUpdates(RISK_UPDATES);
    private final RecordDecoder<RiskUpdate> updates = new RiskUpdateDecoder(RiskOrder.OCCURRED_AT,
            MAX_CLOCK_SKEW_MILLIS);
    private final RecordDecoder<Command> mappedCommands = MappedRecord.commands(COMMANDS);
    private final RecordDecoder<Command> commands = new CommandDecoder(MAX_CLOCK_SKEW_MILLIS);

    @Property(tries = 2_000)
    void ofARiskUpdate(@ForAll @From("ids") String id, @ForAll @From("ids") String account, @ForAll boolean adds,
            @ForAll @BigRange(min = "-1000", max = "10000010000") BigInteger score,
            @ForAll @LongRange(min = 1763770000000000L, max = 1763777200000000L) long micros,
            @ForAll @IntRange(min = -2) int sequence) {
        InputRecord mapped = MappedRecord.of("{\"seq\":\"" + sequence + "\",\"meta\":{\"other\":{},\"ids\":[\"" + id
                + "\",{\"a\":[1]}]},\"score\":" + score + ",\"kind\":\"" + (adds ? "delta" : "absolute") + "\"}")
                .key("acct/" + account + "!")
                .header("at", Long.toString(micros))
                .input();
        String plain = "{\"eventId\":\"" + id + "\",\"accountUuid\":\"" + account + "\",\"type\":\""
                + (adds ? "ADD" : "SET") + "\",\"risk\":" + new BigDecimal(score, 4).toPlainString()
                + ",\"occurredAt\":" + micros / 1_000 + ",\"sequence\":" + sequence + ",\"source\":\"crm\"}";

        assertSame(mappedUpdates.decode(mapped), updates.decode(plain(account, plain)));
        assertThat(mappedUpdates.accountKey(mapped)).isEqualTo(bytes(account));
    }

    @Property(tries = 2_000)
    void ofACommand(@ForAll @From("ids") String id, @ForAll @From("ids") String account,
            @ForAll @IntRange(max = 6) int type,
            @ForAll @BigRange(min = "0", max = "10000000000000000000001") BigInteger cents,
            @ForAll @From("ids") String hold, @ForAll @LongRange(min = -1L << 40, max = 1L << 40) long untilSecond,
            @ForAll boolean euro) {
        String op = List.of("in", "out", "hold", "take", "free", "new", "else").get(type);
        String contractType = List.of("CREDIT", "DEBIT", "FREEZE", "SETTLE", "REFUND", "OPEN", "else").get(type);
        InputRecord mapped = MappedRecord.of("{\"id\":\"" + id + "\",\"account/no\":\"" + account + "\",\"op\":\"" + op
                + "\",\"cents\":" + cents + ",\"hold\":{\"until\":" + untilSecond + ".9,\"id\":\"" + hold
                + "\"},\"ref\":null}")
                .key("{\"k\":[\"" + account + "\",null]}")
                .header("currency", euro ? "978" : "840")
                .input();
        String plain = "{\"commandId\":\"" + id + "\",\"accountUuid\":\"" + account + "\",\"type\":\"" + contractType
                + "\",\"asset\":\"" + (euro ? "EUR" : "USD") + "\",\"amount\":\""
                + new BigDecimal(cents, 2).toPlainString() + "\",\"holdId\":\"" + hold + "\",\"expiresAt\":"
                + (untilSecond * 1_000 + (untilSecond < 0 ? -900 : 900)) + ",\"occurredAt\":" + WRITTEN_AT_MILLIS + "}";

        assertSame(mappedCommands.decode(mapped), commands.decode(plain(account, plain)));
    }

    @Provide
    Arbitrary<String> ids() {
        return Arbitraries.strings().withChars("AZaz09._:-").ofMinLength(1).ofMaxLength(66);
    }

    private static InputRecord plain(String account, String value) {
        return new InputRecord(bytes(account), WRITTEN_AT_MILLIS, bytes(value));
    }

    /** The same event, or the same reason. */
    private static void assertSame(Decoded<?> mapped, Decoded<?> plain) {
        if (plain instanceof Decoded.Invalid<?> invalid && mapped instanceof Decoded.Invalid<?> other) {
            assertThat(other.reason()).isEqualTo(invalid.reason());
            assertThat(other.entryId()).isEqualTo(invalid.entryId());
        } else {
            assertThat(mapped).isEqualTo(plain);
        }
    }
}
