package dev.accountrisk.avro;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.accountrisk.decoder.BadValueException;
import dev.accountrisk.decoder.EncodedRecord;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.apache.avro.Conversions;
import org.apache.avro.LogicalTypes;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.EncoderFactory;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What Avro's own writer wrote becomes JSON of the same content, and any other bytes are bad. */
class AvroDecoderTest {
    private static final Schema ALL = parse("""
            {"type": "record", "name": "All", "fields": [
              {"name": "nothing", "type": "null"},
              {"name": "yes", "type": "boolean"},
              {"name": "small", "type": "int"},
              {"name": "large", "type": "long"},
              {"name": "half", "type": "float"},
              {"name": "score", "type": "double"},
              {"name": "raw", "type": "bytes"},
              {"name": "text", "type": "string"},
              {"name": "kind", "type": {"type": "enum", "name": "Kind", "symbols": ["SET", "ADD"]}},
              {"name": "four", "type": {"type": "fixed", "name": "Four", "size": 4}},
              {"name": "list", "type": {"type": "array", "items": "int"}},
              {"name": "table", "type": {"type": "map", "values": "string"}},
              {"name": "none", "type": ["null", "string"]},
              {"name": "some", "type": ["null", "string"]},
              {"name": "inner", "type": {"type": "record", "name": "Inner", "fields": [{"name": "a", "type": "int"}]}},
              {"name": "price", "type": {"type": "bytes", "logicalType": "decimal", "precision": 38, "scale": 18}},
              {"name": "debt", "type": {"type": "fixed", "name": "Debt", "size": 8, "logicalType": "decimal",
                "precision": 18, "scale": 2}},
              {"name": "millis", "type": {"type": "long", "logicalType": "timestamp-millis"}},
              {"name": "micros", "type": {"type": "long", "logicalType": "timestamp-micros"}},
              {"name": "day", "type": {"type": "int", "logicalType": "date"}},
              {"name": "uuid", "type": {"type": "string", "logicalType": "uuid"}},
              {"name": "uuid16", "type": {"type": "fixed", "name": "Sixteen", "size": 16, "logicalType": "uuid"}}
            ]}""");

    @Test
    void everyTypeBecomesJson() throws Exception {
        assertThat(json(ALL, write(ALL, all()))).isEqualTo("{\"nothing\":null,\"yes\":true,\"small\":-7,"
                + "\"large\":9223372036854775807,\"half\":0.1,\"score\":42.5,\"raw\":\"AP8=\",\"text\":\"\u00e4\\\"\","
                + "\"kind\":\"ADD\",\"four\":\"AQIDBA==\",\"list\":[1,2,3],\"table\":{\"k\":\"v\"},\"none\":null,"
                + "\"some\":\"x\",\"inner\":{\"a\":1},\"price\":12345678901234567890.123456789012345678,"
                + "\"debt\":-0.05,\"millis\":1763776800123,\"micros\":1763776800123456,\"day\":20414,"
                + "\"uuid\":\"0199f1a2-7c11-7000-8000-5c1e0b6f2a10\","
                + "\"uuid16\":\"00010203-0405-0607-0809-0a0b0c0d0e0f\"}");
    }

    @Test
    void aNumberThatJsonDoesNotHaveIsText() throws Exception {
        Schema schema = parse(
                """
                        {"type": "record", "name": "R", "fields": [{"name": "a", "type": "double"}, {"name": "b", "type": "float"}]}""");
        GenericData.Record record = new GenericData.Record(schema);
        record.put("a", Double.NaN);
        record.put("b", Float.NEGATIVE_INFINITY);

        assertThat(json(schema, write(schema, record))).isEqualTo("{\"a\":\"NaN\",\"b\":\"-Infinity\"}");
    }

    @Test
    void bytesThatAreCutOffAnywhereAreBad() throws Exception {
        byte[] whole = write(ALL, all());
        for (int length = 0; length < whole.length; length++) {
            byte[] cut = Arrays.copyOf(whole, length);
            assertThatThrownBy(() -> json(ALL, cut)).as("%d bytes", length).isInstanceOf(BadValueException.class);
        }
    }

    @Test
    void noBytesMakeItFailInAnotherWay() throws Exception {
        byte[] whole = write(ALL, all());
        Random random = new Random(11);
        for (int i = 0; i < 50_000; i++) {
            byte[] damaged = whole.clone();
            for (int changes = random.nextInt(4); changes >= 0; changes--) {
                damaged[5 + random.nextInt(damaged.length - 5)] = (byte) random.nextInt();
            }
            try {
                assertThat(json(ALL, damaged)).startsWith("{");
            } catch (BadValueException bad) {
                assertThat(bad).hasMessageContaining("schema 7");
            }
        }
    }

    @Test
    void bytesAfterTheDataAreBad() throws Exception {
        byte[] whole = write(ALL, all());

        assertBad(ALL, Arrays.copyOf(whole, whole.length + 1), "it has bytes after the data of schema 7");
    }

    @Test
    void aPrefixOfAnotherFormIsBad() throws Exception {
        String rule = "it does not begin with a byte of zero and the four bytes of a schema's id";

        assertBad(ALL, "{\"a\":1}".getBytes(StandardCharsets.UTF_8), rule);
        assertBad(ALL, new byte[]{0, 0, 0, 0}, rule);
    }

    @Test
    void aLengthOfMoreThanAllBytesTakesNoMemory() {
        // 1 GiB, as text, as bytes, and as a number of elements that take no byte
        byte[] length = {0, 0, 0, 0, 7, (byte) 0x80, (byte) 0x80, (byte) 0x80, (byte) 0x80, 0x08};
        for (String type : List.of("\"string\"", "\"bytes\"", "{\"type\": \"array\", \"items\": \"null\"}",
                "{\"type\": \"map\", \"values\": \"null\"}")) {
            Schema schema = parse("{\"type\": \"record\", \"name\": \"R\", \"fields\": [{\"name\": \"a\", \"type\": "
                    + type + "}]}");
            assertThatThrownBy(() -> json(schema, length)).as(type).isInstanceOf(BadValueException.class);
        }
    }

    @Test
    void aSchemaThatContainsItselfEndsAtSixteenLevels() throws Exception {
        Schema schema = parse("""
                {"type": "record", "name": "Node", "fields": [{"name": "next", "type": ["null", "Node"]}]}""");
        byte[] deep = new byte[60_000];
        Arrays.fill(deep, 5, deep.length, (byte) 2);
        deep[4] = 7;
        byte[] allowed = Arrays.copyOf(deep, 5 + 16);
        allowed[allowed.length - 1] = 0;

        assertBad(schema, deep,
                "it is not data of schema 7, or more than 65536 bytes or 16 levels as JSON");
        assertThat(json(schema, allowed)).endsWith("null" + "}".repeat(16));
    }

    @Test
    void textThatIsNotUtf8IsBad() {
        Schema schema = parse(
                "{\"type\": \"record\", \"name\": \"R\", \"fields\": [{\"name\": \"a\", \"type\": \"string\"}]}");

        assertThatThrownBy(() -> json(schema, new byte[]{0, 0, 0, 0, 7, 2, (byte) 0xff}))
                .isInstanceOf(BadValueException.class);
    }

    private static void assertBad(Schema schema, byte[] value, String rule) {
        assertThatThrownBy(() -> json(schema, value)).isInstanceOf(BadValueException.class).hasMessage(rule);
    }

    private static String json(Schema schema, byte[] value) throws Exception {
        return new String(new AvroDecoder(id -> schema).toJson(new Value(value)), StandardCharsets.UTF_8);
    }

    private static GenericData.Record all() {
        GenericData.Record record = new GenericData.Record(ALL);
        record.put("yes", true);
        record.put("small", -7);
        record.put("large", Long.MAX_VALUE);
        record.put("half", 0.1f);
        record.put("score", 42.5);
        record.put("raw", ByteBuffer.wrap(new byte[]{0, (byte) 0xff}));
        record.put("text", "\u00e4\"");
        record.put("kind", new GenericData.EnumSymbol(ALL.getField("kind").schema(), "ADD"));
        record.put("four", new GenericData.Fixed(ALL.getField("four").schema(), new byte[]{1, 2, 3, 4}));
        record.put("list", List.of(1, 2, 3));
        record.put("table", Map.of("k", "v"));
        record.put("some", "x");
        GenericData.Record inner = new GenericData.Record(ALL.getField("inner").schema());
        inner.put("a", 1);
        record.put("inner", inner);
        record.put("price", new Conversions.DecimalConversion().toBytes(
                new BigDecimal("12345678901234567890.123456789012345678"), ALL.getField("price").schema(),
                LogicalTypes.decimal(38, 18)));
        record.put("debt", new Conversions.DecimalConversion().toFixed(new BigDecimal("-0.05"),
                ALL.getField("debt").schema(), LogicalTypes.decimal(18, 2)));
        record.put("millis", 1763776800123L);
        record.put("micros", 1763776800123456L);
        record.put("day", 20414);
        record.put("uuid", "0199f1a2-7c11-7000-8000-5c1e0b6f2a10");
        record.put("uuid16", new GenericData.Fixed(ALL.getField("uuid16").schema(),
                new byte[]{0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15}));
        return record;
    }

    /** A value with the prefix of schema 7, written by Avro. */
    private static byte[] write(Schema schema, GenericData.Record record) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        bytes.write(new byte[]{0, 0, 0, 0, 7});
        BinaryEncoder encoder = EncoderFactory.get().binaryEncoder(bytes, null);
        new GenericDatumWriter<GenericData.Record>(schema).write(record, encoder);
        encoder.flush();
        return bytes.toByteArray();
    }

    private static Schema parse(String text) {
        return new Schema.Parser().parse(text);
    }

    /** A record that is nothing but its value. */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    private record Value(byte[] value) implements EncodedRecord {
        @Override
        public String topic() {
            return "t";
        }

        @Override
        public int partition() {
            return 0;
        }

        @Override
        public long offset() {
            return 0;
        }

        @Override
        public long timestampMillis() {
            return 0;
        }

        @Override
        public byte @Nullable [] key() {
            return null;
        }

        @Override
        public byte @Nullable [] header(String name) {
            return null;
        }
    }
}
