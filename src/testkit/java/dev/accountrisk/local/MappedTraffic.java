package dev.accountrisk.local;

import dev.accountrisk.app.StandaloneSettings;
import dev.accountrisk.app.Trial;
import dev.accountrisk.cli.trial.Sample;
import dev.accountrisk.cli.trial.SampleLines;
import dev.accountrisk.cli.trial.SampleReader;
import dev.accountrisk.wire.InputRecord;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.apache.kafka.common.utils.Bytes;
import org.jspecify.annotations.Nullable;

/** The user's own lines for a topic with a mapping, as {@code try} reads them: a value, or an object with all parts of a record. */
final class MappedTraffic implements Traffic {

    private final SampleLines lines;
    private final Trial trial;
    private final SampleReader samples;
    private final FeedRecord.Kind kind;

    /**
     * @param topic    risk-updates or commands
     * @param settings of the worker, which may choose a decoder
     */
    MappedTraffic(Path file, Path mapping, String topic, List<String> settings, long nowMillis) {
        try {
            lines = new SampleLines(Files.newInputStream(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        trial = Trial.of(new StandaloneSettings(settings), topic, mapping);
        samples = new SampleReader(nowMillis);
        kind = topic.equals("commands") ? FeedRecord.Kind.COMMAND : FeedRecord.Kind.RISK_UPDATE;
    }

    @Override
    public Optional<FeedRecord> next() {
        try {
            byte[] line = lines.next();
            return line == null ? Optional.empty() : Optional.of(record(samples.read(line, lines.number())));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (IllegalArgumentException wrong) {
            throw new IllegalArgumentException("line " + lines.number() + ": " + wrong.getMessage(), wrong);
        }
    }

    private FeedRecord record(Sample sample) {
        InputRecord record = sample.record();
        byte[] key = sample.isKeyed() ? record.key() : trial.keyFor(record);
        Map<String, Bytes> headers = new HashMap<>();
        sample.headerNames()
                .forEach(name -> headers.put(name, Objects.requireNonNull(wrapped(record.headers().last(name)))));
        return new FeedRecord(kind, wrapped(key), wrapped(record.value()), headers, record.timestampMillis(),
                lines.number());
    }

    private static @Nullable Bytes wrapped(byte @Nullable [] bytes) {
        return bytes == null ? null : Bytes.wrap(bytes);
    }

    @Override
    public void close() {
        try {
            lines.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
