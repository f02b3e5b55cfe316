package dev.accountrisk.local;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.apache.kafka.common.utils.Bytes;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The user's own lines, byte for byte. A line that is not JSON is sent as it is, without a key, and the worker parks it. */
final class FileTraffic implements Traffic {

    private static final int BUFFER_BYTES = 1 << 20;

    private final JsonMapper mapper = JsonMapper.shared();
    private final InputStream in;
    private long line;

    FileTraffic(Path file) {
        try {
            in = new BufferedInputStream(Files.newInputStream(file), BUFFER_BYTES);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public Optional<FeedRecord> next() {
        try {
            byte[] bytes = nextLine();
            while (bytes != null && new String(bytes, java.nio.charset.StandardCharsets.ISO_8859_1).isBlank()) {
                bytes = nextLine();
            }
            return bytes == null ? Optional.empty() : Optional.of(record(bytes));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        try {
            in.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private FeedRecord record(byte[] bytes) {
        JsonNode json;
        try {
            json = mapper.readTree(bytes);
        } catch (JacksonException e) {
            return new FeedRecord(FeedRecord.Kind.RISK_UPDATE, null, Bytes.wrap(bytes), line);
        }
        var kind = json.hasNonNull("commandId") ? FeedRecord.Kind.COMMAND : FeedRecord.Kind.RISK_UPDATE;
        return new FeedRecord(kind, json.path("accountUuid").stringValue(null), Bytes.wrap(bytes), line);
    }

    private byte @Nullable [] nextLine() throws IOException {
        var bytes = new ByteArrayOutputStream();
        int next = in.read();
        if (next < 0) {
            return null;
        }
        line++;
        while (next >= 0 && next != '\n') {
            if (next != '\r') {
                bytes.write(next);
            }
            next = in.read();
        }
        return bytes.toByteArray();
    }
}
