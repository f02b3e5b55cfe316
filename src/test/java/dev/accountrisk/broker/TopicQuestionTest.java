package dev.accountrisk.broker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.TopicPartitionInfo;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.errors.TimeoutException;
import org.junit.jupiter.api.Test;

/** The answers come when a test says so, because a real broker cannot be made slow to the question. */
class TopicQuestionTest {
    private static final int POLLS = 1_000;

    private final ConcurrentLinkedQueue<CompletableFuture<TopicDescription>> unanswered = new ConcurrentLinkedQueue<>();
    private final AtomicInteger sent = new AtomicInteger();
    private final TopicQuestion question = new TopicQuestion("t", this::send);

    private CompletableFuture<TopicDescription> send() {
        sent.incrementAndGet();
        CompletableFuture<TopicDescription> answer = new CompletableFuture<>();
        unanswered.add(answer);
        return answer;
    }

    @Test
    void aSlowBrokerGetsNoMoreQuestionsThanItAnswers() throws BrokerException {
        IntStream.range(0, POLLS).forEach(_ -> question.ask());
        assertThat(sent).as("one is with the broker; all others share the next").hasValue(1);

        answer(topic(1));
        assertThat(sent).hasValue(2);
        answer(topic(2));
        assertThat(sent).as("nobody has asked since").hasValue(2);
        assertThat(question.newestAnswer().id()).isEqualTo(topic(2).topicId().toString());
    }

    @Test
    void aQuestionThatIsLeftToOthersIsSentWhenSomebodyNeedsItsAnswer() throws Exception {
        question.ask();
        answer(topic(1));
        IntStream.range(0, POLLS).forEach(_ -> question.askLater());
        assertThat(sent).as("nobody needs the answer yet").hasValue(1);

        try (ExecutorService waiting = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<String> id = waiting.submit(() -> question.newestAnswer().id());
            await("one question for all polls").atMost(Duration.ofSeconds(10)).until(() -> sent.get() == 2);
            assertThat(id).as("the answer from before says nothing about records that were polled since").isNotDone();
            answer(topic(2));
            assertThat(id.get(10, TimeUnit.SECONDS)).isEqualTo(topic(2).topicId().toString());
        }
        assertThat(question.newestAnswer().id()).isEqualTo(topic(2).topicId().toString());
        assertThat(sent).as("nobody has polled since").hasValue(2);
    }

    @Test
    void anAnswerIsNeverOlderThanItsQuestion() throws Exception {
        question.ask();
        question.ask();
        try (ExecutorService waiting = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<String> id = waiting.submit(() -> question.newestAnswer().id());
            answer(topic(1));
            assertThatThrownBy(() -> id.get(200, TimeUnit.MILLISECONDS))
                    .as("the first answer says nothing about records that were polled after its question")
                    .isInstanceOf(java.util.concurrent.TimeoutException.class);
            answer(topic(2));
            assertThat(id.get()).isEqualTo(topic(2).topicId().toString());
        }
    }

    @Test
    void aQuestionThatFailsKeepsNoneAfterItFromBeingSent() throws BrokerException {
        question.ask();
        question.ask();
        take().completeExceptionally(new TimeoutException("no answer"));
        answer(topic(2));

        assertThat(question.newestAnswer().id()).isEqualTo(topic(2).topicId().toString());
    }

    @Test
    void aFailureIsTheAnswerToItsOwnQuestionAlone() {
        question.ask();
        take().completeExceptionally(new TimeoutException("the client gave up"));

        assertThatThrownBy(question::newestAnswer).isInstanceOf(BrokerException.class)
                .hasMessageContainingAll("the topic t", "the client gave up");
        question.ask();
        answer(topic(2));
        assertThat(question).satisfies(answered -> assertThat(answered.newestAnswer().name()).isEqualTo("t"));
    }

    @Test
    void manyThreadsThatAskGetAnswersToQuestionsSentAfterTheyAsked() throws Exception {
        int threads = 8;
        TopicQuestion asked = new TopicQuestion("t", () -> {
            TopicDescription seen = topic(sent.incrementAndGet());
            return CompletableFuture.supplyAsync(() -> seen,
                    CompletableFuture.delayedExecutor(50, TimeUnit.MICROSECONDS));
        });
        try (ExecutorService pollers = Executors.newFixedThreadPool(threads)) {
            List<Future<?>> done = new ArrayList<>();
            for (int thread = 0; thread < threads; thread++) {
                done.add(pollers.submit(() -> {
                    for (int poll = 0; poll < POLLS; poll++) {
                        int before = sent.get();
                        asked.ask();
                        assertThat(number(asked.newestAnswer())).isGreaterThan(before);
                    }
                    return null;
                }));
            }
            for (Future<?> one : done) {
                succeeds(one);
            }
            assertThat(sent.get()).as("threads share questions").isLessThan(threads * POLLS);
        }
    }

    private static void succeeds(Future<?> one) throws InterruptedException {
        try {
            one.get();
        } catch (ExecutionException failure) {
            throw new AssertionError(failure.getCause());
        }
    }

    private CompletableFuture<TopicDescription> take() {
        return unanswered.remove();
    }

    private void answer(TopicDescription described) {
        take().complete(described);
    }

    /** A topic whose id has this number. */
    private static TopicDescription topic(int number) {
        return new TopicDescription("t", false, List.of(new TopicPartitionInfo(0, null, List.of(), List.of())), null,
                new Uuid(1, number));
    }

    private static long number(TopicIdentity identity) {
        return Uuid.fromString(identity.id()).getLeastSignificantBits();
    }
}
