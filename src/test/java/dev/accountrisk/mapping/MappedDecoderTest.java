package dev.accountrisk.mapping;

import static dev.accountrisk.mapping.MappedRecord.bytes;
import static org.assertj.core.api.Assertions.assertThat;

import dev.accountrisk.account.Command;
import dev.accountrisk.account.ParkReason;
import dev.accountrisk.account.RiskUpdate;
import dev.accountrisk.mapping.key.KeyObserver;
import dev.accountrisk.mapping.key.SeenKey;
import dev.accountrisk.wire.Decoded;
import dev.accountrisk.wire.InputRecord;
import dev.accountrisk.wire.KeptHeaders;
import dev.accountrisk.wire.OwnRecords;
import dev.accountrisk.wire.RecordDecoder;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MappedDecoderTest {
    private static final String SIMPLE = """
            fields:
              eventId: /id
              accountUuid: /account/no
              risk: {from: /score, shift: -2}
              occurredAt: {from: /at, unit: s}
            """;
    private static final String VALUE = "{\"id\":\"e1\",\"account\":{\"no\":\"8\"},\"score\":4250,\"at\":1763776800}";

    private final RecordDecoder<RiskUpdate> decoder = MappedRecord.riskUpdates(SIMPLE);

    @Test
    void readsWhatTheRulesName() {
        assertThat(decoder.decode(MappedRecord.of(VALUE).input())).isEqualTo(new Decoded.Valid<>(
                new RiskUpdate("e1", "8", RiskUpdate.Type.SET, 42.5, 1763776800000L, RiskUpdate.NO_SEQUENCE)));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {"id":"e 1","account":{"no":"8"},"score":1,"at":1}      | BAD_ID         | /id (eventId): is not an id of 1 to 64 characters
            {"account":{"no":"8"},"score":1,"at":1}                 | MISSING_FIELD  | /id (eventId): is required
            {"id":"e1","account":"8","score":1,"at":1}              | MISSING_FIELD  | /account/no (accountUuid): is required
            {"id":null,"account":{"no":"8"},"score":1,"at":1}       | MISSING_FIELD  | /id (eventId): is required
            {"id":true,"account":{"no":"8"},"score":1,"at":1}       | WRONG_TYPE     | /id (eventId): must be a string
            {"id":1.5,"account":{"no":"8"},"score":1,"at":1}        | WRONG_TYPE     | /id (eventId): must be a string
            {"id":"e1","account":{"no":"8"},"score":{},"at":1}      | WRONG_TYPE     | /score (risk): must be a number
            {"id":"e1","account":{"no":"8"},"score":"x","at":1}     | WRONG_TYPE     | /score (risk): must be a number
            {"id":"e1","account":{"no":"8"},"score":-1,"at":1}      | OUT_OF_RANGE   | /score (risk): must be from 0 to 1000000
            {"id":"e1","account":{"no":"8"},"score":1,"at":[]}      | WRONG_TYPE     | /at (occurredAt): must be epoch milliseconds or an instant
            {"id":"e1","account":{"no":"8"},"score":1,"at":"soon"}  | WRONG_TYPE     | /at (occurredAt): is not an ISO-8601 instant in extended form with an offset
            {"id":"e1","account":{"no":"8"},"score":1,"at":1e30}    | OUT_OF_RANGE   | /at (occurredAt): must fit 64 bits
            {"id":"e1","account":{"no":"8"},"score":1,"at":1763777101} | FROM_THE_FUTURE | /at (occurredAt): is later than the record's own timestamp allows
            {"id":"e1","account":{"no":"9"},"score":1,"at":1}       | KEY_MISMATCH   | the record's key differs from /account/no (accountUuid)
            {"id":"e1","account":{"no":"8","no":"8"}}               | DUPLICATE_FIELD | /account/no: occurs twice
            {"other":{"x":1,"x":1}}                                 | DUPLICATE_FIELD | a field occurs twice in one object
            [1]                                                     | NOT_JSON       | the record's value is not one JSON object in UTF-8 of at most 16 levels
            """)
    void namesTheSourcesFieldAndTheContractsReason(String value, ParkReason reason, String detail) {
        assertThat(decoder.decode(MappedRecord.of(value).input())).isEqualTo(new Decoded.Invalid<>(reason, detail));
    }

    @Test
    void takesWholeNumbersAsIds() {
        assertThat(decoder.decode(MappedRecord.of(VALUE.replace("\"e1\"", "17").replace("\"8\"", "8")).input()))
                .isEqualTo(new Decoded.Valid<>(
                        new RiskUpdate("17", "8", RiskUpdate.Type.SET, 42.5, 1763776800000L, RiskUpdate.NO_SEQUENCE)));
    }

    @Test
    void takesPositionOffsetAndTimestamp() {
        RecordDecoder<RiskUpdate> other = MappedRecord.riskUpdates("""
                fields:
                  eventId: position
                  accountUuid: key
                  risk: {from: 'header:risk'}
                  occurredAt: timestamp
                  sequence: offset
                """);
        assertThat(other.decode(MappedRecord.of("{}").header("risk", "007.50").input())).isEqualTo(
                new Decoded.Valid<>(new RiskUpdate("3-1042", "8", RiskUpdate.Type.SET, 7.5,
                        MappedRecord.WRITTEN_AT_MILLIS, 1042)));
        assertThat(other.decode(MappedRecord.of("{}").header("risk", "high").input()))
                .isEqualTo(new Decoded.Invalid<>(ParkReason.WRONG_TYPE, "header risk (risk): must be a number"));
        assertThat(other.decode(MappedRecord.of("{}").header("risk", "1").key(null).input()))
                .isEqualTo(new Decoded.Invalid<>(ParkReason.MISSING_FIELD, "the key (accountUuid): is required"));
        // a header of any size is no memory and no other reason
        assertThat(other.decode(MappedRecord.of("{}").header("risk", "9".repeat(1 << 20)).input()))
                .isEqualTo(new Decoded.Invalid<>(ParkReason.WRONG_TYPE, "header risk (risk): must be a number"));
    }

    @Test
    void aKeyThatDoesNotFitIsNobodysKey() {
        RecordDecoder<RiskUpdate> prefixed = MappedRecord.riskUpdates(SIMPLE + "key: {prefix: 'a:'}\n");
        InputRecord bare = MappedRecord.of(VALUE).key("8").input();

        assertThat(prefixed.decode(MappedRecord.of(VALUE).key("a:8").input())).isInstanceOf(Decoded.Valid.class);
        assertThat(prefixed.decode(bare)).isEqualTo(new Decoded.Invalid<>(ParkReason.KEY_MISMATCH,
                "the record's key does not have the mapping's prefix and suffix"));
        assertThat(prefixed.accountKey(bare)).isEmpty();
        assertThat(prefixed.decode(MappedRecord.of(VALUE).key(null).input()))
                .isEqualTo(new Decoded.Invalid<>(ParkReason.KEY_MISMATCH, "the record has no key"));
        assertThat(prefixed.decode(MappedRecord.of(VALUE).key("a:9").input())).isEqualTo(
                new Decoded.Invalid<>(ParkReason.KEY_MISMATCH,
                        "the record's key differs from /account/no (accountUuid)"));
        // a prefix and a suffix may not share a byte
        RecordDecoder<RiskUpdate> quoted = MappedRecord.riskUpdates(SIMPLE + "key: {prefix: '\"', suffix: '\"'}\n");
        assertThat(quoted.decode(MappedRecord.of(VALUE).key("\"8\"").input())).isInstanceOf(Decoded.Valid.class);
        assertThat(quoted.accountKey(MappedRecord.of(VALUE).key("\"").input())).isEmpty();
    }

    @Test
    void namesAnAccountWhoseKeysDiffer() {
        List<String> reported = new ArrayList<>();
        RecordDecoder<RiskUpdate> json = MappedRecord.riskUpdates(SIMPLE + "key: {pointer: /no}\n", new KeyObserver() {
            @Override
            public void appeared(SeenKey key) {
                reported.add("account " + key.account() + " in " + key.partition());
            }

            @Override
            public void differed(SeenKey before, SeenKey now) {
                reported.add("account " + now.account() + " in " + before.partition() + " and " + now.partition());
            }
        });

        assertThat(json.decode(MappedRecord.of(VALUE).key("{\"no\":\"8\"}").input())).isInstanceOf(Decoded.Valid.class);
        assertThat(json.decode(MappedRecord.of(VALUE).key("{\"no\":\"8\"}").input())).isInstanceOf(Decoded.Valid.class);
        // the topic gained partitions
        assertThat(json.decode(MappedRecord.of(VALUE).key("{\"no\":\"8\"}").partition(4).input()))
                .isInstanceOf(Decoded.Valid.class);
        assertThat(reported).containsExactly("account 8 in 3");
        assertThat(json.decode(MappedRecord.of(VALUE).key("{\"no\":8}").partition(5).input()))
                .isInstanceOf(Decoded.Valid.class);
        assertThat(reported).containsExactly("account 8 in 3", "account 8 in 3 and 5");
        assertThat(json.decode(MappedRecord.of(VALUE).key("8").input())).isEqualTo(new Decoded.Invalid<>(
                ParkReason.KEY_MISMATCH, "the record's key is not a JSON object with text at /no"));
    }

    @Test
    void leavesOutWhatIsNotForThisWorker() {
        RecordDecoder<RiskUpdate> some = MappedRecord.riskUpdates(SIMPLE + """
                only:
                  - {from: /kind, in: [score, '1']}
                  - {from: 'header:tenant', not-in: [test]}
                """);
        String other = VALUE.replace("{\"id\"", "{\"kind\":\"login\",\"id\"");

        assertThat(some.decode(MappedRecord.of(VALUE.replace("{\"id\"", "{\"kind\":\"score\",\"id\"")).input()))
                .isInstanceOf(Decoded.Valid.class);
        assertThat(some.decode(MappedRecord.of(VALUE.replace("{\"id\"", "{\"kind\":1,\"id\"")).input()))
                .isInstanceOf(Decoded.Valid.class);
        assertThat(some.decode(MappedRecord.of(VALUE).input())).isEqualTo(new Decoded.Ignored<>());
        assertThat(some.decode(MappedRecord.of(other).input())).isEqualTo(new Decoded.Ignored<>());
        assertThat(some.decode(MappedRecord.of("no JSON").header("tenant", "test").input()))
                .isEqualTo(new Decoded.Ignored<>());
        // what cannot be read may be for this worker
        assertThat(some.decode(MappedRecord.of("no JSON").input())).isInstanceOf(Decoded.Invalid.class);
    }

    @Test
    void readsWhatTheWorkersSendInTheContractsForm() {
        RecordDecoder<Command> commands = MappedRecord.commands("""
                fields: {commandId: /id, accountUuid: /a, type: /t}
                key: {prefix: 'a:'}
                only: [{from: /t, in: [CREDIT]}]
                """);
        String expire = "{\"commandId\":\"expire:h\",\"accountUuid\":\"8\",\"type\":\"EXPIRE\",\"holdId\":\"h\"}";
        InputRecord own = MappedRecord.of(expire).header(OwnRecords.HEADER, "contract").input();

        assertThat(commands.decode(own)).isInstanceOf(Decoded.Valid.class);
        assertThat(commands.accountKey(own)).isEqualTo(bytes("8"));
        assertThat(commands.decode(MappedRecord.of(expire).input())).isEqualTo(new Decoded.Ignored<>());
        // released later, from what is kept of it
        InputRecord parked = new InputRecord(own.key(), KeptHeaders.read(commands.keptHeaders(own)),
                own.timestampMillis(), own.value());
        assertThat(commands.decode(parked)).isInstanceOf(Decoded.Valid.class);
    }

    @Test
    void keepsTheHeadersThatItReads() {
        RecordDecoder<RiskUpdate> tenants = MappedRecord.riskUpdates("""
                fields: {eventId: 'header:id', accountUuid: /a, risk: /r, occurredAt: timestamp}
                only: [{from: 'header:tenant', in: [eu]}]
                """);
        InputRecord record = MappedRecord.of("{}")
                .header("id", "e1")
                .header("tenant", "eu")
                .header("other", "x")
                .input();
        byte[] kept = tenants.keptHeaders(record);

        assertThat(KeptHeaders.read(kept).last("id")).isEqualTo(bytes("e1"));
        assertThat(KeptHeaders.read(kept).last("tenant")).isEqualTo(bytes("eu"));
        assertThat(KeptHeaders.read(kept).last("other")).isNull();
        assertThat(tenants.keptHeaders(MappedRecord.of("{}").input())).isNull();
    }

    @Test
    void aValueThatSeveralFieldsTakeIsNotTooLarge() {
        String id = "x".repeat(40_000);
        RecordDecoder<RiskUpdate> twice = MappedRecord.riskUpdates(
                "fields: {eventId: /i, accountUuid: /i, source: /i, risk: /r, occurredAt: timestamp}");

        assertThat(twice.decode(MappedRecord.of("{\"i\":\"" + id + "\",\"r\":1}").input())).isEqualTo(
                new Decoded.Invalid<>(ParkReason.BAD_ID, "/i (eventId): is not an id of 1 to 64 characters"));
    }

    @Test
    void namesWhatIsNotMapped() {
        RecordDecoder<Command> commands = MappedRecord
                .commands("fields: {commandId: /id, accountUuid: /a, type: {constant: CREDIT}}");
        assertThat(commands.decode(MappedRecord.of("{\"id\":\"c\",\"a\":\"8\",\"amount\":1}").input()))
                .isEqualTo(new Decoded.Invalid<>(ParkReason.MISSING_FIELD, "amount (not mapped): is required"));
    }
}
