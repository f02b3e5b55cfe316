package dev.accountrisk.acceptance;

import dev.accountrisk.engine.EngineObserver;
import dev.accountrisk.engine.EngineStep;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerInterceptor;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.ProducerInterceptor;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;

/**
 * Lives in a worker's process, next to the jar's own classes. After the step that a file names, the process ends
 * where it is, as with kill -9. As an interceptor, it lets a consumer's poll or a producer's send end with an error.
 */
public final class Failpoint
        implements
            EngineObserver,
            ConsumerInterceptor<byte[], byte[]>,
            ProducerInterceptor<byte[], byte[]> {
    /** The exit code of the process. */
    static final int EXIT_CODE = 86;
    /** The system property that names the file. */
    static final String FILE = "accountrisk.failpoint.file";

    /** What the file names to let the next poll that has records fail. */
    static final String POLL = "POLL";
    /** What the file names to let the next send fail. */
    static final String SEND = "SEND";
    /** The message of the error. */
    static final String ERROR = "the failpoint of a client";

    private final Path file = Path.of(System.getProperty(FILE));

    @Override
    public void stepped(EngineStep step, long nanos) {
        if (isReached(step.name())) {
            Runtime.getRuntime().halt(EXIT_CODE);
        }
    }

    @Override
    public ConsumerRecords<byte[], byte[]> onConsume(ConsumerRecords<byte[], byte[]> records) {
        if (!records.isEmpty() && isReached(POLL)) {
            throw new InternalError(ERROR);
        }
        return records;
    }

    @Override
    public ProducerRecord<byte[], byte[]> onSend(ProducerRecord<byte[], byte[]> record) {
        if (isReached(SEND)) {
            throw new InternalError(ERROR);
        }
        return record;
    }

    private boolean isReached(String point) {
        try {
            return Files.exists(file) && Files.readString(file).equals(point) && Files.deleteIfExists(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void onCommit(Map<TopicPartition, OffsetAndMetadata> offsets) {
        // nothing fails here
    }

    @Override
    public void configure(Map<String, ?> settings) {
        // it has none
    }

    @Override
    public void close() {
        // nothing is open
    }
}
