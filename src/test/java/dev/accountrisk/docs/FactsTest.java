package dev.accountrisk.docs;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.config.YamlPropertiesFactoryBean;
import org.springframework.core.io.FileSystemResource;

/** What a document says about the program is what the program says. */
class FactsTest {
    private static final Path SETTINGS = Path.of("src", "main", "resources", "application.yaml");
    private static final Path ROOMS = Path.of("src", "main", "java", "dev", "accountrisk");
    private static final Path RUN_BOOK = Path.of("deploy", "RUNBOOK.md");
    private static final Path JOBS = Path.of("deploy", "JOBS.md");
    private static final Pattern METRIC = Pattern.compile("account_risk_[a-z_]+");
    /** They are said once for all commands. */
    private static final Set<String> COMMON_OPTIONS = Set.of("--help", "--json");

    @Test
    void theReadmeNamesEveryRoom() throws Exception {
        Set<String> named = Markdown.of(Path.of("README.md"))
                .section("The rooms")
                .rows()
                .stream()
                .flatMap(row -> words(row.get(1), "`([a-z]+)`"))
                .collect(Collectors.toCollection(TreeSet::new));
        try (Stream<Path> rooms = Files.list(ROOMS).filter(Files::isDirectory)) {
            assertThat(named).containsExactlyInAnyOrderElementsOf(
                    rooms.map(room -> String.valueOf(room.getFileName())).toList());
        }
    }

    @Test
    void aTestBringsWorkersIntoEveryStateOfTheRunBook() {
        Set<String> walked = Checkout.below(Path.of("src", "test", "java", "dev", "accountrisk"), "IT.java")
                .stream()
                .flatMap(file -> words(Checkout.read(file), "awaitState\\(\\w+, \"([^\"]+)\"\\)"))
                .collect(Collectors.toCollection(TreeSet::new));
        assertThat(walked)
                .containsExactlyInAnyOrderElementsOf(WorkerState.all().stream().map(WorkerState::name).toList());
    }

    @Test
    void theBoundsOfAPollAreTheSettings() {
        String bounds = row(Path.of("deploy", "SECURITY.md"), "S09");
        assertThat(bounds)
                .contains("`max.partition.fetch.bytes` "
                        + mebibytes("spring.kafka.consumer.properties.[max.partition.fetch.bytes]"))
                .contains("`fetch.max.bytes` " + mebibytes("spring.kafka.consumer.properties.[fetch.max.bytes]"))
                .contains("%,d records a poll".formatted(number("spring.kafka.consumer.max-poll-records")));
    }

    @Test
    void theSizeOfThePoolAndThePortAreTheSettings() {
        String settings = Checkout.read(Path.of("deploy", "SETTINGS.md"));
        assertThat(settings)
                .contains("connections to MySQL (" + number("spring.datasource.hikari.maximum-pool-size") + ")")
                .contains("the one HTTP port, " + number("management.server.port") + ":");
        assertThat(Checkout.read(Path.of("deploy", "CAPACITY.md")))
                .contains("at most %d, and %d when".formatted(number("spring.datasource.hikari.maximum-pool-size"),
                        number("spring.datasource.hikari.minimum-idle")));
    }

    @Test
    void everyMetricInTheRunBookIsInTheTableOfMetrics() {
        String databaseUsers = Checkout.below(Path.of("deploy", "mysql"), ".sql")
                .stream()
                .map(Checkout::read)
                .collect(Collectors.joining());
        Set<String> known = metrics(Path.of("deploy", "METRICS.md"));
        Stream.of(RUN_BOOK, Path.of("src", "docs", "gotchas.md"))
                .flatMap(document -> metrics(document).stream())
                .filter(name -> !databaseUsers.contains("'" + name + "'"))
                .forEach(name -> assertThat(known).contains(name));
    }

    @Test
    void everyLogLineInTheTableOfStatesIsOneOfTheProgram() {
        List<List<String>> states = Markdown.of(RUN_BOOK).section("The states of a worker").rows();
        int logLine = states.getFirst().indexOf("log line");
        String program = Checkout.program();
        List<String> lines = states.stream()
                .skip(1)
                .flatMap(row -> words(row.get(logLine), "(?:DEBUG|INFO|WARN|ERROR) `([^`…]+)"))
                .toList();
        assertThat(lines).isNotEmpty().allMatch(line -> program.contains("\"" + line.strip()));
    }

    @Test
    void theJobsAreTheCommandsOfTheProgramAndTheirOptions() {
        String jobs = Checkout.read(JOBS);
        String program = Checkout.program();
        List<String> commands = words(program, "@Command\\(\\s*name = \"([a-z]+)\"").toList();
        assertThat(commands).contains("migrate", "release").allSatisfy(command -> assertThat(jobs).contains(command));
        Set<String> options = words(program, "names = (?:\\{)?\"(--[a-z-]+)\"").collect(Collectors.toSet());
        options.removeAll(COMMON_OPTIONS);
        assertThat(words(jobs, "(?<![-\\w])(--[a-z][a-z-]*)").filter(option -> !COMMON_OPTIONS.contains(option))
                .distinct())
                .containsExactlyInAnyOrderElementsOf(options);
    }

    @Test
    void composeRunsTheServersThatTheTestsRun() {
        String compose = Checkout.read(Path.of("deploy", "compose.yaml"));
        Set<String> inCompose = words(compose, "image: (\\S+:\\S+)").collect(Collectors.toCollection(TreeSet::new));
        assertThat(inCompose).containsExactlyInAnyOrderElementsOf(
                words(Checkout.read(Path.of("src/testkit/java/dev/accountrisk/servers/ContainerImages.java")),
                        "\"(\\S+:\\S+)\"").toList());
    }

    @Test
    void theReadmeAndTheImageNameTheJavaOfTheBuild() {
        String java = words(Checkout.read(Path.of("pom.xml")), "<java.version>(\\d+)</java.version>").findFirst()
                .orElseThrow();
        assertThat(Checkout.read(Path.of("README.md"))).contains("You need Java " + java);
        assertThat(Checkout.read(Path.of("deploy", "Dockerfile"))).contains("temurin-" + java + "\n");
    }

    @Test
    void everyTestThatSecurityNamesIsThere() {
        Set<String> tests = Stream.of(Path.of("src", "test", "java"), Path.of("src", "testkit", "java"))
                .flatMap(folder -> Checkout.below(folder, ".java").stream())
                .map(file -> String.valueOf(file.getFileName()).replace(".java", ""))
                .collect(Collectors.toSet());
        assertThat(tests).containsAll(
                words(Checkout.read(Path.of("deploy", "SECURITY.md")), "`([A-Z]\\w+(?:Test|IT))`").toList());
    }

    @Test
    void everyClassToRunIsThere() {
        Checkout.documents()
                .forEach(document -> assertThat(words(Checkout.read(document), "main-class=(dev\\.[\\w.]+)"))
                        .as(document.toString())
                        .allSatisfy(type -> assertThat(
                                Arrays.asList("src/main/java", "src/testkit/java", "src/bench/java"))
                                .anyMatch(source -> Files.exists(Path.of(source, type.replace('.', '/') + ".java")))));
    }

    @Test
    void theNumbersOfBrokenEnginesAndFaultsAreThoseOfTheSuites() throws Exception {
        String testing = Checkout.read(Path.of("src", "docs", "testing.md"));
        String engines = constants("dev.accountrisk.broken.BrokenEngine") + " engines";
        assertThat(Checkout.read(Path.of("README.md"))).contains("the " + engines);
        assertThat(testing).contains("So " + engines).contains("| " + engines);
        assertThat(testing.replace('\n', ' ')).contains(
                "causes " + constants("dev.accountrisk.faults.FaultKind") + " kinds of fault");
    }

    private static int constants(String enumeration) throws ClassNotFoundException {
        return Class.forName(enumeration).getEnumConstants().length;
    }

    private static Stream<String> words(String text, String pattern) {
        return Pattern.compile(pattern).matcher(text).results().map(found -> found.group(1));
    }

    private static Set<String> metrics(Path document) {
        return METRIC.matcher(Checkout.read(document)).results().map(MatchResult::group).collect(Collectors.toSet());
    }

    private static String row(Path document, String first) {
        return Markdown.of(document)
                .rows()
                .stream()
                .filter(row -> row.getFirst().equals(first))
                .map(row -> String.join(" | ", row))
                .findFirst()
                .orElseThrow();
    }

    private static String mebibytes(String setting) {
        return number(setting) / 1_048_576 + " MiB";
    }

    private static int number(String setting) {
        YamlPropertiesFactoryBean yaml = new YamlPropertiesFactoryBean();
        yaml.setResources(new FileSystemResource(SETTINGS));
        Object value = requireNonNull(yaml.getObject()).get(setting.replace("[", "").replace("]", ""));
        return Integer.parseInt(String.valueOf(value));
    }
}
