package dev.accountrisk.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.security.crypto.bcrypt.BCryptPasswordEncoder;

/** A real provider logs people and scripts in to the console: who gets in, who does not, and what each may do. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class OpenIdConnectIT {
    private static final int ALLOWED = LoginDatabase.ALLOWED;
    private static final String SCRIPT = "<script>alert(1)</script>";

    private final int providerPort = LoginProvider.freePort();
    private ConsoleProcess console;
    private @Nullable LoginProvider provider;

    @BeforeAll
    void start(@TempDir Path dir) throws Exception {
        Path file = Files.writeString(dir.resolve("users"),
                "ana:" + new BCryptPasswordEncoder(10).encode(LoginProvider.PASSWORD) + ":VIEWER\n");
        String registration = "spring.security.oauth2.client.registration.corp.";
        String issuer = LoginProvider.issuer(providerPort);
        Map<String, String> settings = new HashMap<>(LoginDatabase.create("open_id_connect_it"));
        settings.putAll(Map.of("account-risk.console.users-file", file.toString(), "account-risk.console.name-claim",
                "preferred_username", "account-risk.console.roles-claim", "realm_access.roles"));
        settings.putAll(Map.of(registration + "client-id", LoginProvider.CLIENT, registration + "client-secret",
                LoginProvider.SECRET, registration + "client-name", "the company " + SCRIPT, registration + "scope",
                "openid", "spring.security.oauth2.client.provider.corp.issuer-uri", issuer,
                "spring.security.oauth2.resourceserver.jwt.issuer-uri", issuer,
                "spring.security.oauth2.resourceserver.jwt.audiences", LoginProvider.CLIENT));
        console = ConsoleProcess.start(settings, dir.resolve("console.log"));
    }

    @AfterAll
    void stop() throws Exception {
        console.close();
        if (provider != null) {
            provider.close();
        }
    }

    private Visitor loggedIn(String name) throws Exception {
        Visitor visitor = console.visitor();
        visitor.logInBy("corp", name, LoginProvider.PASSWORD);
        return visitor;
    }

    private static Map<String, String> withKey(Map<String, String> form) {
        Map<String, String> all = new HashMap<>(form);
        all.put("formKey", UUID.randomUUID().toString());
        all.put("why", "ticket 4711");
        return all;
    }

    private LoginProvider provider() {
        return Objects.requireNonNull(provider);
    }

    private String token(String name) {
        return provider().token(name, LoginProvider.CLIENT, provider().issuer(), Instant.now().plusSeconds(300));
    }

    @Order(1)
    @Test
    void whileTheProviderIsAwayUsersOfTheFileWork() throws Exception {
        await().atMost(Duration.ofSeconds(20))
                .until(() -> Files.readString(console.log()).contains("the login provider does not answer"));
        for (String probe : List.of("/actuator/health/liveness", "/actuator/health/readiness")) {
            assertThat(console.probe(probe).statusCode()).as(probe).isEqualTo(200);
        }
        try (Visitor visitor = console.visitor()) {
            HttpResponse<String> answer = visitor.follow(visitor.html("/oauth2/authorization/corp"));
            assertThat(answer.body()).contains("The provider does not answer", "Users of the file can still log in.",
                    "Log in by the company &lt;script&gt;").doesNotContain("<script");
            HttpResponse<String> script = visitor.script("/overview", "a.b.c", Map.of());
            assertThat(script.statusCode()).isEqualTo(503);
            visitor.logIn("ana", LoginProvider.PASSWORD);
            assertThat(visitor.html("/overview").statusCode()).isEqualTo(ALLOWED);
            provider = LoginProvider.start(providerPort, visitor.home().toString());
        }
    }

    @Order(2)
    @ParameterizedTest
    @ValueSource(strings = {"viewer", "payload", "operator", "approver", "auditor"})
    void rolesComeFromTheClaimAndEveryForbiddenActionIsRefused(String name) throws Exception {
        String role = name.toUpperCase(Locale.ROOT);
        try (Visitor visitor = loggedIn(name)) {
            for (Map.Entry<Map<String, String>, List<String>> action : ActionForms.all().entrySet()) {
                Map<String, String> form = withKey(action.getKey());
                form.put("_csrf", visitor.csrf("/overview"));
                boolean allowed = action.getValue().contains(role);
                assertThat(visitor.post(ActionForms.address(form), form).statusCode()).as(form.toString())
                        .isEqualTo(allowed ? ALLOWED : 403);
                form.remove("_csrf");
                assertThat(visitor.post(ActionForms.address(form), form).statusCode()).as("another site's form")
                        .isEqualTo(403);
            }
            assertThat(visitor.html("/audit").statusCode()).isEqualTo(role.equals("AUDITOR") ? ALLOWED : 403);
            assertThat(visitor.html("/parked/1/payload").statusCode())
                    .isEqualTo(role.equals("PAYLOAD") ? ALLOWED : 403);
        }
    }

    @Order(3)
    @Test
    void whoHasNoRoleSeesNothing() throws Exception {
        try (Visitor visitor = loggedIn("stranger")) {
            for (String page : List.of("/overview", "/parked", "/accounts", "/actions", "/about", "/audit")) {
                assertThat(visitor.html(page).statusCode()).as(page).isEqualTo(403);
                assertThat(visitor.script(page, token("stranger"), Map.of()).statusCode()).as(page).isEqualTo(403);
            }
        }
    }

    @Order(3)
    @ParameterizedTest
    @ValueSource(strings = {"viewer", "payload", "operator", "approver", "auditor"})
    void aTokenDoesWhatItsRolesAllowAndNothingElse(String name) throws Exception {
        String token = token(name);
        try (Visitor visitor = console.visitor()) {
            HttpResponse<String> page = visitor.script("/overview", token, Map.of());
            assertThat(page.statusCode()).as(page.body()).isEqualTo(ALLOWED);
            assertThat(page.headers().firstValue("Set-Cookie")).as("it has no session").isEmpty();
            for (Map.Entry<Map<String, String>, List<String>> action : ActionForms.all().entrySet()) {
                boolean allowed = action.getValue().contains(name.toUpperCase(Locale.ROOT));
                assertThat(visitor.script(ActionForms.address(action.getKey()), token, withKey(action.getKey()))
                        .statusCode()).as(action.toString()).isEqualTo(allowed ? ALLOWED : 403);
            }
            boolean acts = List.of("operator", "approver").contains(name);
            assertThat(visitor.script("/actions/1/cancel", token, Map.of("a", "b")).statusCode())
                    .isEqualTo(acts ? ALLOWED : 403);
            assertThat(visitor.script("/actions/1/confirm", token, Map.of("a", "b")).statusCode())
                    .as("the second person comes with a browser")
                    .isEqualTo(403);
            assertThat(visitor.script("/parked/1/payload", token, Map.of()).statusCode())
                    .isEqualTo(name.equals("payload") ? ALLOWED : 403);
            assertThat(visitor.script("/audit", token, Map.of()).statusCode())
                    .isEqualTo(name.equals("auditor") ? ALLOWED : 403);
        }
    }

    @Order(3)
    @Test
    void aTokenThatIsNotForTheConsoleIsRefused() throws Exception {
        Instant later = Instant.now().plusSeconds(300);
        String good = token("operator");
        String[] parts = good.split("\\.", -1);
        Map<String, String> wrong = Map.of("expired",
                provider().token("operator", LoginProvider.CLIENT, provider().issuer(),
                        Instant.now().minusSeconds(120)),
                "of another audience", provider().token("operator", "another-program", provider().issuer(), later),
                "of another issuer",
                provider().token("operator", LoginProvider.CLIENT, "https://other.example", later),
                "of a name that the audit cannot hold",
                provider().token("operator".repeat(9), LoginProvider.CLIENT, provider().issuer(), later),
                "without a signature",
                Base64.getUrlEncoder()
                        .withoutPadding()
                        .encodeToString(
                                "{\"alg\":\"none\"}".getBytes(StandardCharsets.UTF_8))
                        + "." + parts[1] + ".",
                "changed", parts[0] + "." + parts[1] + "." + parts[2].substring(4) + "AAAA", "no token", "a b");
        Map<String, String> form = withKey(Map.of("kind", "RELEASE", "reason", "WRONG_TYPE", "upTo", "1"));
        try (Visitor visitor = loggedIn("operator")) {
            for (Map.Entry<String, String> token : wrong.entrySet()) {
                assertThat(visitor.script("/overview", token.getValue(), Map.of()).statusCode()).as(token.getKey())
                        .isEqualTo(401);
                assertThat(visitor.script("/actions/records", token.getValue(), form).statusCode())
                        .as(token.getKey() + ", in the browser of somebody who is logged in")
                        .isEqualTo(401);
            }
        }
        try (Visitor visitor = console.visitor()) {
            assertThat(visitor.json("/overview?access_token=" + good).statusCode()).as("a token in an address")
                    .isEqualTo(401);
        }
    }

    @Order(3)
    @Test
    void aLogoutEndsTheSessionHereAndAtTheProvider() throws Exception {
        try (Visitor visitor = loggedIn("viewer")) {
            String policy = visitor.html("/overview").headers().firstValue("Content-Security-Policy").orElseThrow();
            assertThat(policy).as("else a browser stops at the way to the provider")
                    .endsWith("form-action 'self' " + provider().issuer());
            HttpResponse<String> answer = visitor.post("/logout", Map.of("_csrf", visitor.csrf("/overview")));
            assertThat(answer.headers().firstValue("Location").orElseThrow())
                    .startsWith(provider().issuer() + "/connect/logout?id_token_hint=");
            HttpResponse<String> last = visitor.follow(answer);
            assertThat(last.uri()).isEqualTo(visitor.home().resolve("/login?logout"));
            assertThat(last.body()).contains("You are logged out.");
            assertThat(visitor.json("/overview").statusCode()).isEqualTo(401);
            assertThat(visitor.follow(visitor.html("/oauth2/authorization/corp")).uri().toString())
                    .as("it asks for the password again")
                    .startsWith(provider().issuer() + "/login");
        }
    }

    @Order(3)
    @Test
    void aLoginThatSomebodyElseBeganOrThatWasUsedIsRefused() throws Exception {
        try (Visitor visitor = console.visitor(); Visitor other = console.visitor()) {
            visitor.logInBy("corp", "viewer", LoginProvider.PASSWORD);
            visitor.post("/logout", Map.of("_csrf", visitor.csrf("/overview")));
            HttpResponse<String> begun = visitor.html("/oauth2/authorization/corp");
            assertThat(begun.headers().firstValue("Set-Cookie").orElse("")).doesNotContain("Strict");
            HttpResponse<String> back = visitor.html(begun.headers().firstValue("Location").orElseThrow());
            String callback = back.headers().firstValue("Location").orElseThrow();
            assertThat(callback).startsWith(visitor.home() + "/login/oauth2/code/corp?code=");
            assertThat(other.html(callback).headers().firstValue("Location").orElseThrow()).endsWith("/login?refused");
            HttpResponse<String> used = visitor.html(callback);
            assertThat(used.headers().firstValue("Location").orElseThrow()).doesNotContain("refused");
            assertThat(used.headers().firstValue("Set-Cookie").orElseThrow()).as("no session of before the login")
                    .contains("ACCOUNT_RISK_CONSOLE=", "HttpOnly", "SameSite=Lax");
            assertThat(visitor.html(callback).headers().firstValue("Location").orElseThrow())
                    .endsWith("/login?refused");
        }
    }

    @Order(3)
    @Test
    void whatAnAddressSaysIsNotRepeated() throws Exception {
        try (Visitor visitor = console.visitor()) {
            String script = "%3Cscript%3Ealert(2)%3C/script%3E%0d%0aforged%20line";
            for (String address : List.of("/login/oauth2/code/corp?state=x&error=" + script + "&error_description="
                    + script, "/login/oauth2/code/corp?state=" + script + "&code=" + script,
                    "/login/oauth2/code/" + "nobody?state=x&code=y",
                    "/login?refused=" + script + "&error=" + script + "&prompt=" + script)) {
                HttpResponse<String> answer = visitor.follow(visitor.html(address));
                assertThat(answer.uri().getPath()).as(address).isEqualTo("/login");
                assertThat(answer.body()).as(address).contains("Not logged in.").doesNotContain("<script", "alert(2)");
            }
            HttpResponse<String> unknown = visitor.html("/oauth2/authorization/" + script.substring(0, 14));
            assertThat(unknown.statusCode()).isIn(302, 400);
        }
        assertThat(Files.readAllLines(console.log())).noneMatch(line -> line.startsWith("forged"));
    }

    @Order(3)
    @Test
    void aLoginLeadsToAPageOfTheConsoleAlone() throws Exception {
        for (String wanted : List.of("//evil.example/", "/parked?state=PARKED",
                "/login?continue=https://evil.example")) {
            try (Visitor visitor = console.visitor()) {
                visitor.html(visitor.home() + wanted);
                HttpResponse<String> last = visitor.logInBy("corp", "viewer", LoginProvider.PASSWORD);
                assertThat(last.uri().toString()).as(wanted).startsWith(visitor.home() + "/");
            }
        }
    }
}
