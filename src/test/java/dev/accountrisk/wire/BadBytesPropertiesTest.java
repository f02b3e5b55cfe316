package dev.accountrisk.wire;

import static dev.accountrisk.wire.RawRecord.WRITTEN_AT_MILLIS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.accountrisk.account.ParkReason;
import dev.accountrisk.account.RiskOrder;
import dev.accountrisk.commands.CommandDecoder;
import dev.accountrisk.risk.RiskUpdateDecoder;
import dev.accountrisk.wire.Decoded.Invalid;
import java.io.ByteArrayOutputStream;
import java.util.HexFormat;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/** No bytes make a decoder throw, and what it takes for JSON is JSON. */
class BadBytesPropertiesTest {
    private static final String[] PIECES = {"{", "}", "[", "]", ",", ":", "\"", "\\", "\\u00", "\\ud800", "null",
            "true",
            "NaN", "-", "+", ".", "e", "0", "1e400", "9999999999999999999999", " ", "\n", "\u0000", "\ufeff", "ä",
            "𝄞", "\"a\":1,", "\"risk\":", "{\"a\":{}}", "[[[[[[[[[[[[[[[", "]]]]]]]]]]]]]]]", "/", "'"};
    private static final byte[] RISK_UPDATE = RawRecord.riskUpdate()
            .withExtra("\"other\":{\"ä\":[1.5e3,-0.1,\"𝄞\\n\\u00e4\",null,true,false,{},[]],\"b\":{\"c\":\"d\"}}")
            .value();
    private static final byte[] COMMAND = RawRecord.command("FREEZE").with("amount", "616.5e1").value();

    @Property(tries = 5_000)
    void aSpoiltRecordIsJsonOnlyIfTheGrammarSaysSo(@ForAll long seed, @ForAll @IntRange(min = 1, max = 4) int edits) {
        assertJsonOnlyIfTheGrammarSaysSo(spoilt(RISK_UPDATE, new Random(seed), edits));
        assertJsonOnlyIfTheGrammarSaysSo(spoilt(COMMAND, new Random(seed), edits));
    }

    @Property
    void noiseIsNeverThrown(@ForAll byte[] noise) {
        assertJsonOnlyIfTheGrammarSaysSo(noise);
    }

    private static void assertJsonOnlyIfTheGrammarSaysSo(byte[] value) {
        if (value.length == 0) {
            return;
        }
        boolean json = JsonGrammar.isOneObject(value);

        assertThat(isNotJson(new RiskUpdateDecoder(RiskOrder.OCCURRED_AT, 0)
                .decode(new InputRecord(null, WRITTEN_AT_MILLIS, value))))
                .as(() -> HexFormat.of().formatHex(value))
                .isEqualTo(!json);
        assertThat(isNotJson(new CommandDecoder(0).decode(new InputRecord(null, WRITTEN_AT_MILLIS, value))))
                .as(() -> HexFormat.of().formatHex(value))
                .isEqualTo(!json);
    }

    private static boolean isNotJson(Decoded<?> decoded) {
        return decoded instanceof Invalid<?> invalid && invalid.reason() == ParkReason.NOT_JSON;
    }

    /** Replaces, inserts and removes bytes and pieces of syntax. */
    private static byte[] spoilt(byte[] record, Random random, int edits) {
        byte[] spoilt = record;
        for (int i = 0; i < edits; i++) {
            int from = random.nextInt(spoilt.length);
            int to = Math.min(spoilt.length, from + (random.nextInt(3) == 0 ? 0 : random.nextInt(12)));
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            bytes.write(spoilt, 0, from);
            switch (random.nextInt(3)) {
                case 0 -> bytes.writeBytes(RawRecord.bytes(PIECES[random.nextInt(PIECES.length)]));
                case 1 -> bytes.write(random.nextInt(256));
                default -> bytes.write(spoilt, from, to - from);
            }
            bytes.write(spoilt, to, spoilt.length - to);
            if (bytes.size() > 0) {
                spoilt = bytes.toByteArray();
            }
        }
        return spoilt;
    }
}
