package dev.accountrisk.console;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.security.crypto.bcrypt.BCryptPasswordEncoder;

/** A console as a process, on a day without MySQL: it says what is wrong, and lets nobody in. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ConsoleWithoutDatabaseTest {
    private static final String PASSWORD = "correct horse";
    private static final String TOKEN = "0123456789abcdef0123456789abcdef";
    private static final Map<String, String> NO_DATABASE = Map.of("spring.datasource.url",
            "jdbc:mysql://127.0.0.1:1/account_risk", "spring.datasource.username", "nobody",
            "spring.datasource.password", "",
            "spring.datasource.hikari.connection-timeout", "300", "server.address", "127.0.0.1");

    /** As a browser has it that was logged in. */
    private static final Map<String, String> COOKIE = Map.of("Cookie",
            "ACCOUNT_RISK_CONSOLE=" + Base64.getEncoder().encodeToString(UUID.randomUUID().toString().getBytes(UTF_8)));

    private ConsoleProcess console;
    private Path dir;

    @BeforeAll
    void start(@TempDir Path fresh) throws Exception {
        dir = fresh;
        Path users = Files.writeString(dir.resolve("users"),
                "ana:" + new BCryptPasswordEncoder(10).encode(PASSWORD) + ":VIEWER\n");
        Map<String, String> settings = new HashMap<>(NO_DATABASE);
        settings.put("account-risk.console.users-file", users.toString());
        settings.put("account-risk.console.login-token", TOKEN);
        console = ConsoleProcess.start(settings, dir.resolve("console.log"));
    }

    @AfterAll
    void endsWithZero() throws InterruptedException {
        assertThat(console.terminate()).isZero();
    }

    @Test
    void aPageSaysThatMySqlDoesNotAnswerAndWhatThatMeans() throws Exception {
        try (Visitor visitor = console.visitor()) {
            for (String page : List.of("/overview", "/parked", "/accounts/a", "/login")) {
                HttpResponse<String> html = visitor.html(page);
                assertThat(html.statusCode()).as(page).isEqualTo(503);
                assertThat(html.body()).as(page)
                        .contains("<h1>MySQL did not answer: the console does not know who is logged in</h1>",
                                "lose nothing", "This page asks again every five seconds.",
                                "data-hx-trigger=\"every 5s, refresh\"", "href=\"/manual/RUNBOOK\"")
                        .doesNotContain("Log out", "refused");
                assertThat(html.headers().firstValue("Content-Security-Policy").orElse("")).as(page)
                        .startsWith("default-src 'self';");
            }
            assertThat(visitor.post("/login", Map.of("username", "ana")).statusCode()).isEqualTo(503);
            for (String file : List.of("/console.css", "/icon.svg", "/refresh.js", "/htmx/htmx.min.js",
                    "/manual/RUNBOOK")) {
                assertThat(visitor.html(file).statusCode()).as(file).isEqualTo(200);
                assertThat(visitor.html(file, COOKIE).statusCode()).as("no session is looked up: " + file)
                        .isEqualTo(200);
            }
            assertThat(visitor.html("/overview", COOKIE).statusCode()).isEqualTo(503);
            assertThat(visitor.json("/overview").statusCode()).as("without a cookie it is nobody's").isEqualTo(401);
        }
        assertThat(Files.readString(dir.resolve("console.log"))).contains("no login can be looked up in MySQL: ")
                .doesNotContain(PASSWORD, TOKEN, "\tat ");
    }

    @Test
    void itStaysReadyForItIsThePageThatSaysSo() throws Exception {
        for (String path : List.of("/actuator/health/liveness", "/actuator/health/readiness", "/actuator/prometheus")) {
            assertThat(console.probe(path).statusCode()).as(path).isEqualTo(200);
        }
        assertThat(console.probe("/actuator/env").statusCode()).isEqualTo(302);
        assertThat(console.probe("/overview").statusCode()).isNotEqualTo(200);
    }

    @Test
    void tokensOfAnyAudienceAreNoLogin() throws Exception {
        Path log = dir.resolve("audience.log");
        Map<String, String> settings = new HashMap<>(NO_DATABASE);
        settings.put("spring.security.oauth2.resourceserver.jwt.issuer-uri", "http://127.0.0.1:1");
        assertThat(ConsoleProcess.exitCode(settings, log)).isEqualTo(1);
        assertThat(Files.readString(log)).contains("spring.security.oauth2.resourceserver.jwt.audiences is missing");
    }

    @Test
    void withoutUsersItDoesNotStart() throws Exception {
        Path log = dir.resolve("refused.log");
        assertThat(ConsoleProcess.exitCode(NO_DATABASE, log)).isEqualTo(1);
        assertThat(Files.readString(log))
                .contains("account-risk.console.users-file is missing, and so is a provider of logins");
    }
}
