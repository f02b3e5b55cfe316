package dev.accountrisk.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.security.crypto.bcrypt.BCryptPasswordEncoder;

/** The login of a console as a process: it lets in whom it should, behind a proxy too. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ConsoleLoginIT {
    private static final String PASSWORD = "correct horse";
    private static final String TOKEN = "0123456789abcdef0123456789abcdef";

    private ConsoleProcess console;

    @BeforeAll
    void start(@TempDir Path dir) throws Exception {
        Path users = Files.writeString(dir.resolve("users"),
                "ana:" + new BCryptPasswordEncoder(10).encode(PASSWORD) + ":VIEWER\n");
        Map<String, String> settings = new HashMap<>(LoginDatabase.create("console_login_it"));
        settings.put("server.address", "127.0.0.1");
        settings.put("account-risk.console.users-file", users.toString());
        settings.put("account-risk.console.login-token", TOKEN);
        console = ConsoleProcess.start(settings, dir.resolve("console.log"));
    }

    @AfterAll
    void endsWithZero() throws InterruptedException {
        assertThat(console.terminate()).isZero();
    }

    @Test
    void nobodyGetsInWithoutALogin() throws Exception {
        try (Visitor visitor = console.visitor()) {
            assertThat(visitor.html("/overview").headers().firstValue("Location").orElseThrow()).endsWith("/login");
            assertThat(visitor.json("/overview").statusCode()).isEqualTo(401);
            assertThat(visitor.json("/actuator/health").statusCode()).isEqualTo(401);
            assertThat(visitor.post("/login", Map.of("username", "ana", "password", PASSWORD)).statusCode())
                    .isEqualTo(403);
            assertThat(visitor.logIn("ana", "wrong").headers().firstValue("Location").orElseThrow())
                    .endsWith("/login?error");
            assertThat(visitor.logIn("local", "none").headers().firstValue("Location").orElseThrow())
                    .endsWith("/login?error");
            assertThat(visitor.html("/console.css").statusCode()).isEqualTo(200);
            assertThat(visitor.html("/icon.svg").headers().firstValue("Content-Type")).hasValue("image/svg+xml");
        }
    }

    @Test
    void aRoleThatIsMissingIsNamedByThePage() throws Exception {
        try (Visitor visitor = console.visitor()) {
            visitor.logIn("ana", PASSWORD);
            for (String page : List.of("/audit", "/parked/1/payload")) {
                HttpResponse<String> html = visitor.html(page);
                assertThat(html.statusCode()).as(page).isEqualTo(403);
                assertThat(html.body()).as(page).contains("<h1>Your roles do not allow this page</h1>");
                assertThat(html.headers().firstValue("Content-Security-Policy").orElse(""))
                        .startsWith("default-src 'self';");
            }
            assertThat(visitor.html("/nothing").body()).contains("<h1>There is no such page</h1>");
        }
    }

    @Test
    void aLoginLinkWorksOnceAndNotForItsPreview() throws Exception {
        try (Visitor preview = console.visitor();
                Visitor first = console.visitor();
                Visitor second = console.visitor()) {
            assertThat(preview.html("/login/link?token=" + TOKEN).statusCode()).isEqualTo(200);
            Map<String, String> form = Map.of("token", TOKEN, "_csrf", first.csrf("/login/link?token=" + TOKEN));
            assertThat(first.post("/login/link", form).headers().firstValue("Location").orElseThrow())
                    .doesNotContain("login");
            assertThat(first.html("/overview").statusCode()).isEqualTo(LoginDatabase.ALLOWED);
            Map<String, String> again = Map.of("token", TOKEN, "_csrf", second.csrf("/login/link?token=" + TOKEN));
            assertThat(second.post("/login/link", again).headers().firstValue("Location").orElseThrow())
                    .endsWith("/login?error");
            assertThat(second.html("/overview").statusCode()).isEqualTo(302);
        }
    }

    @Test
    void behindAProxyWithAPathPrefixEveryAddressHasIt() throws Exception {
        Map<String, String> proxy = Map.of("X-Forwarded-Host", "ops.example", "X-Forwarded-Proto", "https",
                "X-Forwarded-Prefix", "/risk");
        try (Visitor visitor = console.visitor(); Visitor first = console.visitor()) {
            assertThat(visitor.html("/overview", proxy).headers().firstValue("Location"))
                    .hasValue("https://ops.example/risk/login");
            HttpResponse<String> login = first.html("/login", proxy);
            assertThat(login.body()).contains("href=\"/risk/console.css\"", "href=\"/risk/icon.svg\"",
                    "action=\"/risk/login\"");
            assertThat(login.headers().firstValue("Set-Cookie").orElseThrow()).contains("Secure", "HttpOnly");
        }
        try (Visitor visitor = console.visitor()) {
            assertThat(visitor.html("/login").headers().firstValue("Set-Cookie").orElseThrow())
                    .as("without TLS a browser would drop it")
                    .doesNotContain("Secure");
        }
    }

    @Test
    void whatAForeignProxySaysIsTextAndIsKeptForNobodyElse() throws Exception {
        try (Visitor visitor = console.visitor()) {
            for (Map<String, String> headers : List.of(Map.of("X-Forwarded-Prefix", "/\"><script>alert(1)</script>"),
                    Map.of("X-Forwarded-Host", "\"><script>alert(1)</script>"),
                    Map.of("Forwarded", "host=\"evil.example\";proto=javascript"))) {
                assertThat(visitor.html("/login", headers).body()).as(headers.toString()).doesNotContain("<script>");
            }
            for (Map<String, String> malformed : List.of(Map.of("X-Forwarded-Prefix", "/%zz"),
                    Map.of("X-Forwarded-Port", "abc"), Map.of("Forwarded", "host=a:b:c"))) {
                assertThat(visitor.html("/login", malformed).statusCode()).as(malformed.toString()).isEqualTo(400);
            }
            assertThat(visitor.html("/actuator/env", Map.of("X-Forwarded-Prefix", "/..;/actuator")).statusCode())
                    .isEqualTo(400);
            HttpResponse<String> answer = visitor.html("/overview", Map.of("X-Forwarded-Host", "evil.example"));
            assertThat(answer.headers().firstValue("Cache-Control").orElse("")).contains("no-store");
            assertThat(visitor.html("/login").body()).doesNotContain("evil.example");
        }
    }

    @Test
    void aPathThatIsWrittenInAnotherWayNeedsTheSameLogin() throws Exception {
        try (Visitor visitor = console.visitor()) {
            for (String path : List.of("/audit/", "/login/../audit", "/login/..;/audit", "/%61udit", "/audit;x=login",
                    "/login%2f..%2faudit", "/console.css/../audit", "/icon.svg/../audit", "/AUDIT", "/audit.css",
                    "/error/../audit",
                    "/login;/audit", "/actions/1/confirm", "/%2e%2e/audit")) {
                assertThat(visitor.html(path).statusCode()).as(path).isIn(302, 400);
                assertThat(visitor.json(path).statusCode()).as(path).isIn(401, 400);
            }
        }
    }

    @Test
    void aSessionFromBeforeTheLoginIsWorthNothingAfterIt() throws Exception {
        try (Visitor visitor = console.visitor(); Visitor attacker = console.visitor()) {
            String planted = visitor.html("/login").headers().firstValue("Set-Cookie").orElseThrow().split(";", -1)[0];
            HttpResponse<String> login = visitor.logIn("ana", PASSWORD);
            assertThat(login.headers().firstValue("Set-Cookie").orElseThrow()).doesNotStartWith(planted);
            assertThat(visitor.html("/overview").statusCode()).isEqualTo(LoginDatabase.ALLOWED);
            assertThat(attacker.html("/overview", Map.of("Cookie", planted)).statusCode()).isEqualTo(302);
        }
    }

    @Test
    void aLoginLeadsToAPageOfTheConsoleAlone() throws Exception {
        for (String wanted : List.of("//evil.example/", "/\\evil.example", "/%5cevil.example",
                "/login?continue=//evil.example")) {
            try (Visitor visitor = console.visitor()) {
                visitor.html(visitor.home() + wanted.replace("\\", "%5c"));
                assertThat(visitor.logIn("ana", PASSWORD).headers().firstValue("Location").orElseThrow()).as(wanted)
                        .satisfiesAnyOf(address -> assertThat(address).startsWith(visitor.home() + "/"),
                                address -> assertThat(address).matches("/[a-z].*|/"));
            }
        }
    }
}
