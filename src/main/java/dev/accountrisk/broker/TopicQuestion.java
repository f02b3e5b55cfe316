package dev.accountrisk.broker;

import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.apache.kafka.clients.admin.TopicDescription;

/**
 * Asks for the id of one topic, again and again, for many threads. An answer is never older than its question. At most one question is
 * with the broker: whoever asks meanwhile shares the next one, which is sent when the first has ended. So a slow broker, or a slow
 * client, never gets more questions than it can answer. May be shared by threads.
 */
public final class TopicQuestion {
    private final String topic;
    private final Supplier<CompletableFuture<TopicDescription>> send;
    private Question newest = Question.none();
    private boolean isOwed;

    /**
     * Asks about a topic.
     *
     * @param send sends the question. It must end within a bounded time, because the next one waits for it
     */
    TopicQuestion(String topic, Supplier<CompletableFuture<TopicDescription>> send) {
        this.topic = topic;
        this.send = send;
    }

    /** Asks, and does not wait. */
    public synchronized void ask() {
        isOwed = false;
        if (newest.isSent) {
            newest = newest.sendNext(send);
        }
    }

    /** Leaves the question to whoever needs its answer next: {@link #newestAnswer} then asks first. */
    public synchronized void askLater() {
        isOwed = true;
    }

    /**
     * Waits for the answer to the newest question.
     *
     * @throws BrokerException if the broker does not answer, or has no such topic
     */
    public TopicIdentity newestAnswer() throws BrokerException {
        return TopicLogs.identity(topic, newest().answer)
                .orElseThrow(() -> new BrokerException("there is no topic " + topic));
    }

    private synchronized Question newest() {
        if (isOwed) {
            ask();
        }
        return newest;
    }

    private static final class Question {
        private volatile boolean isSent;
        private CompletableFuture<TopicDescription> answer = new CompletableFuture<>();

        /** Stands before the first question. Whoever waits for it has not asked. */
        static Question none() {
            Question none = new Question();
            none.isSent = true;
            none.answer.completeExceptionally(new IllegalStateException("bug: nobody asked"));
            return none;
        }

        /** A question that is sent as soon as this one has ended, in whatever way. */
        Question sendNext(Supplier<CompletableFuture<TopicDescription>> send) {
            Question next = new Question();
            next.answer = answer.handle((_, _) -> next).thenCompose(question -> {
                // before it is sent: who asks from now on may need a newer answer
                question.isSent = true;
                return send.get();
            });
            return next;
        }
    }
}
