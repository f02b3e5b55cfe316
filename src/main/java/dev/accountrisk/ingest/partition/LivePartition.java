package dev.accountrisk.ingest.partition;

import dev.accountrisk.account.Entry;
import dev.accountrisk.engine.Engine;
import dev.accountrisk.engine.Topic;
import org.apache.kafka.common.TopicPartition;

/**
 * One assigned partition. Three threads meet here: the consumer's thread enqueues records, a writer drains all waiting records as
 * one batch and applies it, and the keeper finds positions. Their shared state is in {@link PartitionLife} and {@link
 * PartitionQueue}.
 */
public final class LivePartition<E extends Entry> {
    private final TopicPartition id;
    private final Topic<E> topic;
    private final Engine<E> engine;
    private final WriterCall writer = new WriterCall();
    private final PartitionLife<E> life;
    private final PartitionQueue<E> queue;
    private final long ownerThreadId = Thread.currentThread().threadId();

    public LivePartition(TopicPartition id, Topic<E> topic, Engine<E> engine) {
        this.id = id;
        this.topic = topic;
        this.engine = engine;
        this.life = new PartitionLife<>(id, engine, writer);
        this.queue = new PartitionQueue<>(life, writer, topic.waitingRecordsMax());
    }

    public TopicPartition id() {
        return id;
    }

    public Topic<E> topic() {
        return topic;
    }

    /** What a writer calls. */
    public Engine<E> engine() {
        return engine;
    }

    public PartitionLife<E> life() {
        return life;
    }

    public PartitionQueue<E> queue() {
        return queue;
    }

    public WriterCall writer() {
        return writer;
    }

    public PartitionStatus status() {
        return life.state().status();
    }

    /** A worker may have several consumers, and a partition may move from one to another before the first knows that it lost it. */
    public boolean isOwnedByThisThread() {
        return ownerThreadId == Thread.currentThread().threadId();
    }

    /** Discards the waiting records. A busy writer finishes. */
    public void close() {
        if (life.close()) {
            engine.close();
        }
    }
}
