package dev.accountrisk.app.decoders;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.accountrisk.account.ParkReason;
import dev.accountrisk.app.settings.DecoderProperties;
import dev.accountrisk.app.settings.RefusedSettingException;
import dev.accountrisk.wire.Decoded;
import dev.accountrisk.wire.InputRecord;
import dev.accountrisk.wire.ReaderUnavailableException;
import dev.accountrisk.wire.RecordHeaders;
import dev.accountrisk.wire.ValueReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

/** Decoders are compiled here, packed into jars, and loaded from a folder, as an operator does it. */
@ExtendWith(OutputCaptureExtension.class)
class DecodersTest {
    private static final String LINES = """
            package other;
            import dev.accountrisk.decoder.*;
            import java.util.*;
            public class Lines implements ValueDecoderFactory {
                public String name() { return "lines"; }
                public ValueDecoder open(Map<String, String> settings) {
                    if (settings.getOrDefault("separator", ";").isEmpty()) {
                        throw new IllegalArgumentException("separator must not be empty");
                    }
                    return new ValueDecoder() {
                        public List<String> headers() { return List.of("form"); }
                        public byte[] toJson(EncodedRecord record) throws BadValueException, UnavailableException {
                            String text = new String(record.value());
                            record.value()[0] = 'X';
                            switch (text) {
                                case "bad": throw new BadValueException("no line\\nof mine " + "x".repeat(300));
                                case "away": throw new UnavailableException("nobody answers");
                                case "bug": throw new IllegalStateException("a secret");
                                case "deep": return toJson(record, 0);
                                case "null": return null;
                                case "large": return new byte[65537];
                                case "worker": return find("org.springframework.boot.SpringApplication");
                                case "lacks": throw new NoClassDefFoundError("other/Missing");
                                default: return (text + "|" + record.topic() + "|" + record.partition() + "|" + record.offset()
                                    + "|" + record.timestampMillis() + "|" + new String(record.key()) + "|"
                                    + new String(record.header("form")) + "|" + (record.header("other") == null)).getBytes();
                            }
                        }
                        private byte[] find(String name) {
                            try {
                                return Class.forName(name).getName().getBytes();
                            } catch (ClassNotFoundException hidden) {
                                return "hidden".getBytes();
                            }
                        }
                        private byte[] toJson(EncodedRecord record, int depth) { return toJson(record, depth + 1); }
                    };
                }
            }
            """;

    @TempDir
    private Path folder;

    @Test
    void aDecoderSeesItsRecord() throws IOException {
        ValueReader reader = lines();

        assertThat(reader.read(record("a"))).isInstanceOfSatisfying(Decoded.Valid.class,
                valid -> assertThat(text(valid)).isEqualTo("a|topic|3|1042|17|key|base|true"));
        assertThat(reader.headers()).containsExactly("form");
    }

    @Test
    void theRecordKeepsItsBytesWhateverTheDecoderDoesToThem() throws IOException {
        InputRecord record = record("a");
        lines().read(record);

        assertThat(record.value()).isEqualTo(bytes("a"));
    }

    @Test
    void aDecoderSeesNoLibraryOfTheWorkers() throws IOException {
        assertThat(lines().read(record("worker"))).isInstanceOfSatisfying(Decoded.Valid.class,
                valid -> assertThat(text(valid)).isEqualTo("hidden"));
    }

    @ParameterizedTest
    @CsvSource({"bug, NOT_JSON, the decoder lines failed: java.lang.IllegalStateException",
            "deep, NOT_JSON, the decoder lines failed: java.lang.StackOverflowError",
            "null, NOT_JSON, the decoder lines made nothing of the value",
            "large, TOO_LARGE, the decoder lines made more than 65536 bytes of the value"})
    void whateverADecoderDoesARecordBecomesAReason(String value, ParkReason reason, String detail)
            throws IOException {
        assertThat(lines().read(record(value))).isEqualTo(new Decoded.Invalid<>(reason, detail));
    }

    @Test
    void aRuleIsOneLineThatHasRoomInADetail() throws IOException {
        assertThat(lines().read(record("bad"))).isInstanceOfSatisfying(Decoded.Invalid.class,
                invalid -> assertThat(invalid.detail())
                        .startsWith("the decoder lines cannot read the value: no line of mine xxx")
                        .hasSizeLessThanOrEqualTo(255));
    }

    @Test
    void whatADecoderWaitsForIsNoFaultOfTheRecord() throws IOException {
        ValueReader reader = lines();

        assertThatThrownBy(() -> reader.read(record("away"))).isInstanceOf(ReaderUnavailableException.class)
                .hasMessage("the decoder lines waits: nobody answers");
    }

    @Test
    void aJarThatIsMissingIsNoFaultOfTheRecord() throws IOException {
        ValueReader reader = lines();

        assertThatThrownBy(() -> reader.read(record("lacks"))).isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("the decoder lines lacks a class or has a wrong one")
                .hasMessageContaining("other/Missing");
    }

    @Test
    void aFailureOfEachKindIsLoggedOnce(CapturedOutput output) throws IOException {
        ValueReader reader = lines();
        reader.read(record("bug"));
        reader.read(record("bug"));

        assertThat(output.toString().split("the decoder lines failed in a way", -1)).hasSize(2);
    }

    @Test
    void theDigestChangesWithTheJarAndTheSettingsButNotWithAPassword() throws IOException {
        String digest = lines().digest();
        assertThat(digest).matches("lines:[0-9a-f]{16}");
        assertThat(open("lines", map("a.password", "x")).digest()).isEqualTo(digest);
        assertThat(open("lines", map("separator", ",")).digest()).isNotEqualTo(digest);
        DecoderJar.compile(folder.resolve("lines.jar"), "other.Lines", LINES.replace("nobody", "no one"));
        assertThat(open("lines", Map.of()).digest()).isNotEqualTo(digest);
    }

    @Test
    void whatCannotBeUsedIsRefusedWithTheSettingAndTheRule() throws IOException {
        assertRefused("account-risk.decoders.folder: " + folder + " has no jar: put the decoder's jars there", "lines");
        DecoderJar.compile(folder.resolve("lines.jar"), "other.Lines", LINES);
        assertRefused("account-risk.decoders.risk-updates.name: no jar in " + folder
                + " has a decoder with the name avro; there are lines", "avro");
        assertRefused("account-risk.decoders.risk-updates.name is required with"
                + " account-risk.decoders.risk-updates.settings", null);
        assertRefused("account-risk.decoders.risk-updates.settings: separator must not be empty", "lines",
                "separator", "");

        DecoderJar.compile(folder.resolve("more.jar"), "other.More", LINES.replace("class Lines", "class More"));
        assertRefused("account-risk.decoders.folder: " + folder + " has two decoders with the name lines", "lines");
        DecoderJar.compile(folder.resolve("more.jar"), "other.More",
                LINES.replace("class Lines", "class More").replace("\"lines\"", "\"More\""));
        assertRefused("account-risk.decoders.folder: " + folder + " other.More has a name that is not 1 to 30"
                + " lower-case letters, digits and dashes", "lines");
        Files.writeString(folder.resolve("more.jar"), "no jar");
        assertRefused("account-risk.decoders.folder: " + folder.resolve("more.jar")
                + " cannot be read as a jar (ZipException)", "lines");
    }

    @Test
    void aFolderThatIsNotThereIsRefusedEvenIfNobodyNeedsIt() {
        Path nowhere = folder.resolve("nowhere");

        assertThatThrownBy(() -> Decoders.open(new DecoderProperties(nowhere, null, null)))
                .isInstanceOf(RefusedSettingException.class)
                .hasMessage("account-risk.decoders.folder: " + nowhere + " cannot be read (NoSuchFileException)");
    }

    @Test
    void aNameWithoutAFolderIsRefused() {
        Decoders none = Decoders.open(new DecoderProperties(null, null, null));

        assertThat(none.reader("commands", null, "t")).isEmpty();
        assertThatThrownBy(() -> none.reader("commands", new DecoderProperties.Chosen("avro", null), "t"))
                .isInstanceOf(RefusedSettingException.class)
                .hasMessage("account-risk.decoders.commands.name is avro, and account-risk.decoders.folder does not say"
                        + " where its jar is");
    }

    private void assertRefused(String rule, @Nullable String name, String... settings) {
        assertThatThrownBy(() -> open(name, map(settings))).isInstanceOf(RefusedSettingException.class)
                .hasMessage(rule);
    }

    private ValueReader lines(String... settings) throws IOException {
        DecoderJar.compile(folder.resolve("lines.jar"), "other.Lines", LINES);
        return open("lines", map(settings));
    }

    private ValueReader open(@Nullable String name, Map<String, String> settings) {
        return Decoders.open(new DecoderProperties(folder, null, null))
                .reader("risk-updates", new DecoderProperties.Chosen(name, settings), "topic")
                .orElseThrow();
    }

    private static Map<String, String> map(String... namesAndValues) {
        Map<String, String> settings = new HashMap<>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            settings.put(namesAndValues[i], namesAndValues[i + 1]);
        }
        return settings;
    }

    private static InputRecord record(String value) {
        Map<String, byte[]> headers = Map.of("form", bytes("base"), "other", bytes("x"));
        RecordHeaders found = headers::get;
        return new InputRecord(bytes("key"), found, 17, bytes(value), 3, 1042);
    }

    private static String text(Decoded.Valid<?> valid) {
        return new String(List.of((InputRecord) valid.event()).getFirst().value(), StandardCharsets.UTF_8);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
