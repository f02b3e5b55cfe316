package dev.accountrisk.schemas;

import static org.assertj.core.api.Assertions.assertThat;

import dev.accountrisk.account.RiskOrder;
import dev.accountrisk.commands.CommandDecoder;
import dev.accountrisk.risk.RiskUpdateDecoder;
import dev.accountrisk.wire.Decoded;
import dev.accountrisk.wire.InputRecord;
import dev.accountrisk.wire.RawRecord;
import dev.accountrisk.wire.RecordDecoder;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.Assume;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/**
 * What the worker reads is valid, and what it refuses for a rule that a schema can say is not. The records here break no other
 * rule: each key is the account, and no record's timestamp limits its time.
 */
class SchemaAgreementPropertiesTest {
    private static final String EXPIRE_PREFIX = "expire:";
    private static final long NO_LIMIT_MILLIS = Long.MAX_VALUE;
    private static final PublishedSchema RISK_UPDATE = PublishedSchema.named("risk-update");
    private static final PublishedSchema COMMAND = PublishedSchema.named("command");
    private static final RecordDecoder<?> RISK_UPDATES = new RiskUpdateDecoder(RiskOrder.OCCURRED_AT, 1);
    private static final RecordDecoder<?> COMMANDS = new CommandDecoder(1);
    private static final String[] COMMAND_TYPES = {"OPEN", "CREDIT", "DEBIT", "FREEZE", "SETTLE", "REFUND", "EXPIRE"};

    @Property(tries = 5_000)
    void aRiskUpdateIsValidIfTheWorkerReadsIt(@ForAll long seed, @ForAll @IntRange(max = 3) int edits) {
        agree(RISK_UPDATE, RISK_UPDATES, FieldEdits.riskUpdate(new Random(seed), edits));
    }

    @Property(tries = 10_000)
    void aCommandIsValidIfTheWorkerReadsIt(@ForAll long seed, @ForAll @IntRange(max = 3) int edits) {
        Random random = new Random(seed);
        String type = COMMAND_TYPES[random.nextInt(COMMAND_TYPES.length)];
        RawRecord record = FieldEdits.command(random, type, edits);
        Assume.that(!expiresAnotherHold(PublishedSchema.EXACT.readTree(record.value())));
        agree(COMMAND, COMMANDS, record);
    }

    /** No schema can say that two fields must fit each other. */
    private static boolean expiresAnotherHold(JsonNode command) {
        String id = command.path("commandId").asString("");
        return id.startsWith(EXPIRE_PREFIX) && command.path("type").asString("").equals("EXPIRE")
                && !id.equals(EXPIRE_PREFIX + command.path("holdId").asString(""));
    }

    @Test
    void theWorkerReadsTheExamples() {
        Map.of(RISK_UPDATE, RISK_UPDATES, COMMAND, COMMANDS)
                .forEach((schema, decoder) -> assertThat(schema.node().path("examples"))
                        .allSatisfy(example -> assertThat(decoded(decoder, example.toString(), example))
                                .isInstanceOf(Decoded.Valid.class)));
    }

    private static void agree(PublishedSchema schema, RecordDecoder<?> decoder, RawRecord record) {
        JsonNode document = PublishedSchema.EXACT.readTree(record.value());
        Decoded<?> decoded = decoded(decoder, record.text(), document);
        assertThat(schema.errors(document).isEmpty())
                .as(() -> record.text() + " is " + decoded + "; the schema says " + schema.errors(document))
                .isEqualTo(decoded instanceof Decoded.Valid);
    }

    private static Decoded<?> decoded(RecordDecoder<?> decoder, String text, JsonNode document) {
        byte[] key = RawRecord.bytes(document.path("accountUuid").asString(""));
        return decoder.decode(new InputRecord(key, NO_LIMIT_MILLIS, RawRecord.bytes(text)));
    }
}
