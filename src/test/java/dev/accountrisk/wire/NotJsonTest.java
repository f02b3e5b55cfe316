package dev.accountrisk.wire;

import static dev.accountrisk.wire.RawRecord.WRITTEN_AT_MILLIS;
import static dev.accountrisk.wire.RawRecord.bytes;
import static dev.accountrisk.wire.RawRecord.riskUpdate;
import static org.assertj.core.api.Assertions.assertThat;

import dev.accountrisk.account.Command;
import dev.accountrisk.account.ParkReason;
import dev.accountrisk.account.RiskOrder;
import dev.accountrisk.account.RiskUpdate;
import dev.accountrisk.commands.CommandDecoder;
import dev.accountrisk.risk.RiskUpdateDecoder;
import dev.accountrisk.wire.Decoded.Invalid;
import dev.accountrisk.wire.Decoded.Valid;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NotJsonTest {
    private static final int BYTES_MAX = 65_536;

    @Test
    void noValueIsEmpty() {
        assertReason(ParkReason.EMPTY, (byte[]) null);
        assertReason(ParkReason.EMPTY, new byte[0]);
    }

    @Test
    void aValueMayHaveSixtyFourKibibytesAndNoMore() {
        String update = riskUpdate().text();
        byte[] greatest = bytes(update + " ".repeat(BYTES_MAX - update.length()));

        assertThat(decode(greatest)).isInstanceOf(Valid.class);
        assertReason(ParkReason.TOO_LARGE, Arrays.copyOf(greatest, BYTES_MAX + 1));
        assertReason(ParkReason.TOO_LARGE, new byte[BYTES_MAX + 1]);
    }

    @Test
    void namesAndStringsAndNumbersMayBeAsLongAsTheRecord() {
        assertThat(decode(riskUpdate().withExtra("\"note\":\"" + "x".repeat(65_000) + "\"").value()))
                .isInstanceOf(Valid.class);
        assertThat(decode(riskUpdate().withExtra("\"" + "x".repeat(65_000) + "\":1").value()))
                .isInstanceOf(Valid.class);
        assertThat(decode(riskUpdate().withExtra("\"note\":" + "9".repeat(65_000)).value())).isInstanceOf(Valid.class);
        assertThat(decode(riskUpdate().withExtra("\"note\":[" + "0,".repeat(32_000) + "0]").value()))
                .isInstanceOf(Valid.class);
    }

    @Test
    void longNamesAreForgotten() {
        long usedBefore = usedBytes();

        for (int i = 0; i < 2_000; i++) {
            byte[] value = riskUpdate().withExtra("\"" + i + "x".repeat(60_000) + "\":1").value();
            assertThat(decode(value)).isInstanceOf(Valid.class);
        }

        assertThat(usedBytes() - usedBefore).isLessThan(40_000_000);
    }

    private static long usedBytes() {
        System.gc();
        return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
    }

    @Test
    void sixteenLevelsAreReadAndSeventeenAreNot() {
        assertThat(decode(riskUpdate().withExtra("\"a\":" + "[".repeat(15) + "]".repeat(15)).value()))
                .isInstanceOf(Valid.class);
        assertReason(ParkReason.NOT_JSON, riskUpdate().withExtra("\"a\":" + "[".repeat(16) + "]".repeat(16)).value());
        assertThat(decode(riskUpdate().withExtra("\"a\":" + "{\"b\":".repeat(14) + "{}" + "}".repeat(14)).value()))
                .isInstanceOf(Valid.class);
        assertReason(ParkReason.NOT_JSON,
                riskUpdate().withExtra("\"a\":" + "{\"b\":".repeat(15) + "{}" + "}".repeat(15)).value());
        assertReason(ParkReason.WRONG_TYPE, riskUpdate().with("risk", "[".repeat(15) + "]".repeat(15)).value());
        assertReason(ParkReason.NOT_JSON, riskUpdate().with("risk", "[".repeat(16) + "]".repeat(16)).value());
        assertReason(ParkReason.NOT_JSON, bytes("[".repeat(60_000)));
        assertReason(ParkReason.NOT_JSON, bytes("{\"a\":".repeat(12_000)));
    }

    @ParameterizedTest
    @ValueSource(strings = {" ", "null", "true", "5", "\"a\"", "[]", "[{}]", "{", "}", "{\"a\"", "{\"a\":", "{\"a\":1",
            "{\"a\":1,", "{\"a\":1,}", "{,}", "{\"a\"}", "{\"a\" 1}", "{\"a\":1 \"b\":2}", "{\"a\":}", "{'a':1}",
            "{a:1}", "{1:1}", "{null:1}", "{\"a\":'b'}", "{} {}", "{}{}", "{},", "{}]", "{}x", "{}null", "{}0",
            "{}//", "{/**/}", "{}#", "\u000b{}", "\f{}", "\u00a0{}", "\ufeff{}", "\u0000{}", "{}\u0000", "{}\ufeff"})
    void anythingButOneObjectIsNotJson(String text) {
        assertReason(ParkReason.NOT_JSON, bytes(text));
    }

    @ParameterizedTest
    @ValueSource(strings = {"NaN", "-NaN", "Infinity", "-Infinity", "INF", "+1", "01", "-01", "00", ".5", "-.5", "5.",
            "5.e1", "1e", "1e+", "0x10", "1_000", "1f", "-", "--1", "tru", "True", "nul", "undefined", "\"\t\"",
            "\"\n\"", "\"\u0000\"", "\"\u001f\"", "\"\\x\"", "\"\\u12\"", "\"\\u12g4\"", "\"\\'\"", "\"", "\"\\\"",
            "[1,]", "[,1]", "[1 2]", "[", "]", "{\"b\":1,}", "{b:1}", "1 2", "\"a\" \"b\""})
    void theSameIsSeenInFieldsNobodyKnows(String raw) {
        assertReason(ParkReason.NOT_JSON, riskUpdate().withExtra("\"other\":" + raw).value());
        assertReason(ParkReason.NOT_JSON, riskUpdate().withExtra("\"other\":[{\"deep\":" + raw + "}]").value());
        assertReason(ParkReason.NOT_JSON, riskUpdate().with("risk", raw).value());
        assertReason(ParkReason.NOT_JSON, riskUpdate().with("source", raw).value());
    }

    @ParameterizedTest
    @ValueSource(strings = {"80", "bf", "c080", "c1bf", "c3", "c328", "e0809f", "e09f80", "eda080", "edbfbf", "e282",
            "e28228", "f08f8080", "f0808080", "f4908080", "f09d84", "f8888080", "fe", "ff"})
    void whatIsNotUtf8IsNotJsonWhereverItStands(String hex) {
        byte[] broken = HexFormat.of().parseHex(hex);

        assertReason(ParkReason.NOT_JSON, spliced("{\"note\":\"", broken, "\"}"));
        assertReason(ParkReason.NOT_JSON, spliced("{\"", broken, "\":1}"));
        assertReason(ParkReason.NOT_JSON, spliced("{\"a\":[\"", broken, "\"]}"));
        assertReason(ParkReason.NOT_JSON, spliced("{\"eventId\":\"", broken, "\"}"));
        assertReason(ParkReason.NOT_JSON, spliced("{}", broken, ""));
    }

    @ParameterizedTest
    @ValueSource(strings = {"UTF-16LE", "UTF-16BE", "UTF-16", "UTF-32LE", "UTF-32BE", "UTF-32"})
    void otherEncodingsAreNotJson(String charset) {
        assertReason(ParkReason.NOT_JSON, riskUpdate().text().getBytes(Charset.forName(charset)));
        assertReason(ParkReason.NOT_JSON, (" \n" + riskUpdate().text()).getBytes(Charset.forName(charset)));
        assertReason(ParkReason.NOT_JSON, ("\ufeff" + riskUpdate().text()).getBytes(Charset.forName(charset)));
    }

    @Test
    void whitespaceAroundIsAllowed() {
        assertThat(decode(bytes(" \t\r\n" + riskUpdate().text() + "\n \t\r"))).isInstanceOf(Valid.class);
    }

    @Test
    void allOfUnicodeIsReadInFieldsNobodyKnows() {
        StringBuilder text = new StringBuilder();
        for (int point = 0x20; point <= Character.MAX_CODE_POINT; point += point < 0x3000 ? 1 : 0x101) {
            boolean surrogate = point >= 0xd800 && point <= 0xdfff;
            if (point != '"' && point != '\\' && !surrogate) {
                text.appendCodePoint(point);
            }
        }
        assertThat(decode(riskUpdate().withExtra("\"" + text + "\":1").value())).isInstanceOf(Valid.class);
        assertThat(decode(riskUpdate().withExtra("\"a\":\"" + text + "\"").value())).isInstanceOf(Valid.class);
    }

    @Test
    void aNameWithHalfASurrogatePairIsNoText() {
        assertReason(ParkReason.NOT_JSON, riskUpdate().withExtra("\"a\\ud834\":1").value());
        assertReason(ParkReason.NOT_JSON, riskUpdate().withExtra("\"\\udd1e\\ud834\":1").value());
        assertThat(decode(riskUpdate().withExtra("\"\\ud834\\udd1e\":1").value())).isInstanceOf(Valid.class);
        assertReason(ParkReason.DUPLICATE_FIELD,
                riskUpdate().withExtra("\"\\ud834\\udd1e\":1,\"𝄞\":2").value());
    }

    @Test
    void everyBeginningOfARecordIsNotJson() {
        byte[] whole = riskUpdate().withExtra("\"other\":{\"ä\":[1.5e3,\"𝄞\\n\",null]}").value();

        for (int length = 1; length < whole.length; length++) {
            assertReason(ParkReason.NOT_JSON, Arrays.copyOf(whole, length));
        }
        assertThat(decode(whole)).isInstanceOf(Valid.class);
    }

    private static byte[] spliced(String before, byte[] middle, String after) {
        byte[] value = new byte[before.length() + middle.length + after.length()];
        System.arraycopy(bytes(before), 0, value, 0, before.length());
        System.arraycopy(middle, 0, value, before.length(), middle.length);
        System.arraycopy(bytes(after), 0, value, before.length() + middle.length, after.length());
        return value;
    }

    /** Both topics are read alike. */
    private static void assertReason(ParkReason reason, byte @Nullable [] value) {
        assertThat(decode(value)).as(() -> shown(value))
                .isInstanceOfSatisfying(Invalid.class, invalid -> assertThat(invalid.reason()).isEqualTo(reason));
        if (reason != ParkReason.WRONG_TYPE) {
            Decoded<Command> command = new CommandDecoder(0)
                    .decode(new InputRecord(riskUpdate().key(), WRITTEN_AT_MILLIS, value));
            assertThat(command).as(() -> shown(value))
                    .isInstanceOfSatisfying(Invalid.class, invalid -> assertThat(invalid.reason()).isEqualTo(reason));
        }
    }

    private static String shown(byte @Nullable [] value) {
        return value == null ? "no value" : new String(value, 0, Math.min(value.length, 300), StandardCharsets.UTF_8);
    }

    private static Decoded<RiskUpdate> decode(byte @Nullable [] value) {
        return new RiskUpdateDecoder(RiskOrder.OCCURRED_AT, RawRecord.MAX_CLOCK_SKEW_MILLIS)
                .decode(new InputRecord(riskUpdate().key(), WRITTEN_AT_MILLIS, value));
    }
}
