package dev.accountrisk.cli.trial;

import static org.assertj.core.api.Assertions.assertThat;

import dev.accountrisk.AccountRiskWorker;
import dev.accountrisk.cli.CommandLineEntry;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.api.parallel.Resources;

/** {@code try} says what becomes of each sample, and why. */
@ResourceLock(Resources.SYSTEM_OUT)
@ResourceLock(Resources.SYSTEM_ERR)
class TryCommandTest {
    private static final String MAPPING = """
            fields:
              eventId: /id
              accountUuid: /no
              risk: {from: /cents, shift: -2}
              occurredAt: {from: 'header:at', unit: s}
            key: {prefix: 'cust-'}
            only: [{from: /kind, in: [score]}]
            """;

    @TempDir
    private Path folder;

    private record Run(int exitCode, String out, String err) {}

    @Test
    void bytesThatAreNoTextAreParkedAsTheWorkerWouldParkThem() throws IOException {
        Path samples = Files.write(folder.resolve("samples.jsonl"),
                new byte[]{'{', '"', (byte) 0xff, '"', ':', '1', '}'});

        Run run = run(List.of("--topic=commands", samples.toString()));

        assertThat(run.out()).startsWith("line 1: parked as NOT_JSON: ");
        assertThat(run.exitCode()).isEqualTo(3);
    }

    @Test
    void aFileThatIsNotThereIsNamed() {
        Run run = run(List.of("--topic=commands", "nowhere.jsonl"));

        assertThat(run.err()).contains("nowhere.jsonl cannot be read (NoSuchFileException)");
        assertThat(run.exitCode()).isEqualTo(1);
    }

    @Test
    void saysWhatBecomesOfEachSampleAndWhy() throws IOException {
        Run run = run("""
                {"key":"cust-8","headers":{"at":"1763776800"},"value":{"id":"e1","no":8,"cents":4250,"kind":"score"}}
                {"key":"cust-8","headers":{"at":"1763776800"},"value":{"id":"e1","no":8,"cents":"4 250","kind":"score"}}

                {"id":"e1","kind":"login"}
                {"id":"e1","no":8,"cents":1,"kind":"score"}
                {"value":1,"timestamp":"x"}
                """, "--topic=risk-updates", "--mapping=" + write("m.yaml", MAPPING));

        assertThat(run.out()).isEqualTo("""
                line 1: valid: SET 42.5, account 8, event e1, at 2025-11-22T02:00:00Z
                line 2: parked as WRONG_TYPE: /cents (risk): must be a number
                line 4: ignored: a condition of the mapping leaves it out
                line 5: parked as MISSING_FIELD: header at (occurredAt): is required
                line 6: no sample: timestamp: must be epoch milliseconds
                1 valid, 3 parked, 1 ignored
                """);
        assertThat(run.exitCode()).isEqualTo(3);
    }

    @Test
    void explainsWhichRuleTookWhat() throws IOException {
        Run run = run(
                """
                        {"key":"cust-8","headers":{"at":"1763776800"},"value":{"id":"e\\u001b1","no":8,"cents":4250,"kind":"score"}}
                        """,
                "--topic=risk-updates", "--explain", "--mapping=" + write("m.yaml", MAPPING));

        assertThat(run.out()).isEqualTo("""
                line 1: parked as BAD_ID: /id (eventId): is not an id of 1 to 64 characters
                    eventId      e\\u001b1, from /id
                    accountUuid  8, from /no
                    risk         4250 -> 42.50, from /cents
                    occurredAt   1763776800 -> 1763776800000, from header at
                0 valid, 1 parked, 0 ignored
                """);
    }

    @Test
    void takesAValueOfTheContractsFormUnderItsAccountAndTheSettings() throws IOException {
        String update = "{\"eventId\":\"e\",\"accountUuid\":\"8\",\"risk\":1,\"occurredAt\":17}\n";

        assertThat(run(update, "--topic=mine", "--account-risk.topics.risk-updates=mine"))
                .isEqualTo(new Run(0, """
                        line 1: valid: SET 1.0, account 8, event e, at 1970-01-01T00:00:00.017Z
                        1 valid, 0 parked, 0 ignored
                        """, ""));
        assertThat(run(update, "--topic=risk-updates", "--account-risk.risk.order-by=sequence").out())
                .startsWith("line 1: parked as MISSING_FIELD: sequence: is required");
        assertThat(run(
                "{\"commandId\":\"c\",\"accountUuid\":\"8\",\"type\":\"CREDIT\",\"amount\":\"1.50\",\"occurredAt\":0}",
                "--topic=commands").out())
                .startsWith(
                        "line 1: valid: CREDIT, account 8, command c, amount 1.5, asset DEFAULT, at 1970-01-01T00:00:00Z");
    }

    @Test
    void refusesWhatItCannotTry() throws IOException {
        String broken = write("broken.yaml", MAPPING.replace("unit: s", "unit: second"));

        Run refused = run("", "--topic=risk-updates", "--mapping=" + broken);
        assertThat(refused.exitCode()).isEqualTo(1);
        assertThat(refused.err())
                .contains(broken + ", line 5: fields.occurredAt.unit: must be one of s, ms, us, ns, iso");
        Run unreadable = run("", "--topic=risk-updates", "--mapping=" + folder.resolve("none"));
        assertThat(unreadable.exitCode()).isEqualTo(1);
        assertThat(unreadable.err()).contains("cannot be read (NoSuchFileException)");
        Run unknown = run("", "--topic=other");
        assertThat(unknown.exitCode()).isEqualTo(2);
        assertThat(unknown.err())
                .contains("--topic: other is not consumed; there are risk-updates (account.risk.updates)"
                        + " and commands (account.commands)");
    }

    private Run run(String samples, String... arguments) throws IOException {
        List<String> all = new ArrayList<>(List.of(arguments));
        all.add(write("samples.jsonl", samples));
        return run(all);
    }

    private static Run run(List<String> arguments) {
        List<String> all = new ArrayList<>(List.of("try"));
        all.addAll(arguments);
        PrintStream outBefore = System.out;
        PrintStream errBefore = System.err;
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        System.setOut(new PrintStream(out, true, StandardCharsets.UTF_8));
        System.setErr(new PrintStream(err, true, StandardCharsets.UTF_8));
        try {
            int code = CommandLineEntry.run(AccountRiskWorker.class, all.toArray(String[]::new)).orElseThrow();
            return new Run(code, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
        } finally {
            System.setOut(outBefore);
            System.setErr(errBefore);
        }
    }

    private String write(String name, String content) throws IOException {
        return Files.writeString(folder.resolve(name), content).toString();
    }
}
