package dev.accountrisk.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A program under {@code deploy/examples} that runs. */
final class Example implements AutoCloseable {
    private static final Duration SOON = Duration.ofMinutes(1);

    private final Process process;
    private final Path output;

    private Example(Process process, Path output) {
        this.process = process;
        this.output = output;
    }

    /**
     * Starts a program.
     *
     * @param settings where Kafka is and the topics are, as environment variables
     * @param output   the file that gets what it prints
     */
    static Example start(Language language, String program, Map<String, String> settings, Path output,
            String... arguments)
            throws IOException {
        List<String> command = new ArrayList<>(language.command());
        command.add(language.prefix() + program + language.ending());
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(output.toFile());
        builder.environment().putAll(language.environment());
        builder.environment().putAll(settings);
        return new Example(builder.start(), output);
    }

    /** Waits until it has ended well. */
    void awaitEnd() throws InterruptedException {
        assertThat(process.waitFor(SOON.toSeconds(), TimeUnit.SECONDS)).as(this::printed).isTrue();
        assertThat(process.exitValue()).as(this::printed).isZero();
    }

    /** Waits until it has printed these texts, in whichever order. */
    void awaitPrinted(String... texts) {
        await(output + " has " + List.of(texts)).atMost(SOON)
                .untilAsserted(() -> assertThat(printed()).contains(texts));
    }

    String printed() {
        try {
            return Files.readString(output);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    @Override
    public void close() {
        process.destroyForcibly();
        process.onExit().join();
    }
}
