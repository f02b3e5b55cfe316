package dev.accountrisk.examples;

import static org.assertj.core.api.Assertions.assertThat;

import dev.accountrisk.AccountRiskWorker;
import dev.accountrisk.cli.CommandLineEntry;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.api.parallel.Resources;

/** The example of Avro, by the command in its document: the decoder is the jar that the build made. */
@ResourceLock(Resources.SYSTEM_OUT)
class AvroExampleTest {
    @Test
    void itPrintsWhatTheDocumentSays() throws IOException {
        String out = run();

        assertThat(out).endsWith("2 valid, 2 parked, 0 ignored\n");
        assertThat(Files.readString(Path.of("deploy", "DECODERS.md"))).contains(out);
    }

    @Test
    void explainsTheFieldsOfTheDecodedValue() {
        assertThat(run("--explain")).startsWith("""
                line 1: valid: SET 42.5, account 8, event a17, at 2025-11-22T02:00:00.250Z
                    eventId      a17, from /id
                    accountUuid  8, from /customer
                    type         ABSOLUTE -> SET, from /kind
                    risk         42.50, from /score
                    occurredAt   1763776800250000 -> 1763776800250, from /at
                """);
    }

    private static String run(String... more) {
        PrintStream before = System.out;
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        System.setOut(new PrintStream(out, true, StandardCharsets.UTF_8));
        try {
            String[] all = {"try", "--topic", "risk-updates", "--mapping", "deploy/examples/avro/risk-updates.yaml",
                    "--spring.config.additional-location=deploy/examples/avro/settings.yaml",
                    "deploy/examples/avro/samples.jsonl"};
            assertThat(CommandLineEntry.run(AccountRiskWorker.class,
                    Stream.of(all, more).flatMap(Arrays::stream).toArray(String[]::new)))
                    .hasValue(3);
        } finally {
            System.setOut(before);
        }
        return out.toString(StandardCharsets.UTF_8);
    }
}
