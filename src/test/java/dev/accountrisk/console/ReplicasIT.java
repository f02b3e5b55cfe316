package dev.accountrisk.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.accountrisk.deploy.DatabaseUsers;
import dev.accountrisk.servers.MySqlAddress;
import dev.accountrisk.servers.TestServers;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.security.crypto.bcrypt.BCryptPasswordEncoder;

/** Two replicas of the console, under its database user: a login belongs to both, and so does a logout. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class ReplicasIT {
    private static final String DATABASE = "replicas_it";
    private static final String TOKEN = "0123456789abcdef0123456789abcdef";

    private final MySqlAddress mysql = TestServers.shared().mysql();
    private final int providerPort = LoginProvider.freePort();
    private Connection database;
    private ConsoleProcess one;
    private ConsoleProcess other;
    private LoginProvider provider;

    @BeforeAll
    void start(@TempDir Path dir) throws Exception {
        mysql.createDatabase(DATABASE);
        Flyway.configure()
                .dataSource(mysql.jdbcUrl(DATABASE), mysql.username(), mysql.password())
                .load()
                .migrate();
        database = mysql.connect(DATABASE);
        DatabaseUsers users = new DatabaseUsers(database, DATABASE);
        users.create();
        users.grant();
        users.open(DatabaseUsers.CONSOLE, "console");
        change("INSERT INTO SPRING_SESSION VALUES (UUID(), 'expired', 0, 0, 1, 1000, NULL)");
        change("INSERT INTO SPRING_SESSION_ATTRIBUTES SELECT PRIMARY_ID, 'a', X'00' FROM SPRING_SESSION");
        Map<String, String> settings = settings(dir);
        one = ConsoleProcess.start(settings, Path.of("target", "replicas-it-one.log"));
        other = ConsoleProcess.start(settings, Path.of("target", "replicas-it-other.log"));
        try (Visitor visitor = one.visitor()) {
            provider = LoginProvider.start(providerPort, visitor.home().toString());
        }
    }

    private Map<String, String> settings(Path dir) throws Exception {
        Path file = Files.writeString(dir.resolve("users"),
                "ana:" + new BCryptPasswordEncoder(10).encode(LoginProvider.PASSWORD) + ":OPERATOR\n");
        String registration = "spring.security.oauth2.client.registration.corp.";
        Map<String, String> settings = new HashMap<>(Map.of("spring.datasource.url",
                mysql.jdbcUrl(DATABASE).replace("sslMode=DISABLED", "sslMode=REQUIRED"), "spring.datasource.username",
                DatabaseUsers.CONSOLE, "spring.datasource.password", "console", "server.address", "127.0.0.1",
                "account-risk.console.users-file", file.toString(), "account-risk.console.login-token", TOKEN));
        settings.putAll(Map.of("account-risk.console.name-claim", "preferred_username",
                "account-risk.console.roles-claim", "realm_access.roles", registration + "client-id",
                LoginProvider.CLIENT, registration + "client-secret", LoginProvider.SECRET, registration + "scope",
                "openid", "spring.security.oauth2.client.provider.corp.issuer-uri",
                LoginProvider.issuer(providerPort)));
        return settings;
    }

    @AfterAll
    void stop() throws Exception {
        one.close();
        other.close();
        provider.close();
        database.close();
    }

    private void change(String sql) throws SQLException {
        try (var statement = database.createStatement()) {
            statement.executeUpdate(sql);
        }
    }

    private String ask(String sql) throws SQLException {
        try (var statement = database.createStatement(); ResultSet row = statement.executeQuery(sql)) {
            return row.next() ? row.getString(1) : "";
        }
    }

    /** The same page of the other replica, as the ingress asks for it. */
    private String ofOther(String path) {
        try (Visitor visitor = other.visitor()) {
            return visitor.home() + path;
        }
    }

    private String atOther(Visitor atOne, String address) {
        return address.replace(atOne.home().toString(), ofOther(""));
    }

    @Order(1)
    @Test
    void whoLogsInAtOneActsAtTheOtherAndLogsOutOfBoth() throws Exception {
        try (Visitor visitor = one.visitor()) {
            visitor.logIn("ana", LoginProvider.PASSWORD);
            HttpResponse<String> page = visitor.html(ofOther("/overview"));
            assertThat(page.statusCode()).isEqualTo(200);
            assertThat(page.body()).contains("<small>ana</small>");
            Map<String, String> form = Map.of("kind", "PAUSE", "topic", "account.commands", "why", "ticket 4711",
                    "formKey", UUID.randomUUID().toString(), "_csrf", visitor.csrf("/overview"));
            assertThat(visitor.post(ofOther("/actions/positions"), form).statusCode()).isEqualTo(302);
            assertThat(ask("SELECT CONCAT(done_by, ' ', kind) FROM operator_action")).isEqualTo("ana PAUSE");
            visitor.post(ofOther("/logout"), Map.of("_csrf", visitor.csrf("/overview")));
            assertThat(visitor.json("/overview").statusCode()).isEqualTo(401);
            assertThat(visitor.json(ofOther("/overview")).statusCode()).isEqualTo(401);
        }
    }

    @Order(1)
    @Test
    void aLoginAtTheProviderBeginsAtOneAndEndsAtTheOther() throws Exception {
        try (Visitor visitor = one.visitor()) {
            HttpResponse<String> question = visitor.follow(visitor.html("/oauth2/authorization/corp"));
            HttpResponse<String> back = visitor.post(question.uri().resolve("/login").toString(),
                    Map.of("username", "viewer", "password", LoginProvider.PASSWORD));
            while (!back.headers().firstValue("Location").orElseThrow().startsWith(visitor.home().toString())) {
                back = visitor.html(back.headers().firstValue("Location").orElseThrow());
            }
            HttpResponse<String> loggedIn = visitor
                    .html(atOther(visitor, back.headers().firstValue("Location").orElseThrow()));
            assertThat(loggedIn.headers().firstValue("Location").orElseThrow()).doesNotContain("login");
            assertThat(visitor.html("/overview").body()).contains("<small>viewer</small>");
            HttpResponse<String> logout = visitor.post("/logout", Map.of("_csrf", visitor.csrf("/overview")));
            assertThat(logout.headers().firstValue("Location").orElseThrow()).as("the token was kept")
                    .startsWith(provider.issuer() + "/connect/logout?id_token_hint=");
        }
    }

    @Order(1)
    @Test
    void aLoginLinkWorksOnceForBoth() throws Exception {
        try (Visitor first = one.visitor(); Visitor second = other.visitor()) {
            String link = "/login/link?token=" + TOKEN;
            first.post("/login/link", Map.of("token", TOKEN, "_csrf", first.csrf(link)));
            assertThat(first.html("/overview").statusCode()).isEqualTo(200);
            assertThat(second.post("/login/link", Map.of("token", TOKEN, "_csrf", second.csrf(link)))
                    .headers()
                    .firstValue("Location")
                    .orElseThrow()).endsWith("/login?error");
        }
    }

    @Order(1)
    @Test
    void aLoginThatAnotherVersionWroteMeansANewLogin() throws Exception {
        try (Visitor visitor = one.visitor()) {
            for (String unreadable : List.of("REPLACE(ATTRIBUTE_BYTES, 'SecurityContextImpl', 'SecurityContextOld1')",
                    "X'00'", "LEFT(ATTRIBUTE_BYTES, 100)")) {
                visitor.logIn("ana", LoginProvider.PASSWORD);
                assertThat(visitor.html("/overview").statusCode()).isEqualTo(200);
                change("UPDATE SPRING_SESSION_ATTRIBUTES SET ATTRIBUTE_BYTES = " + unreadable);
                assertThat(visitor.html("/overview").headers().firstValue("Location").orElse("")).as(unreadable)
                        .endsWith("/login");
                assertThat(visitor.json(ofOther("/overview")).statusCode()).as(unreadable).isEqualTo(401);
            }
            visitor.logIn("ana", LoginProvider.PASSWORD);
            assertThat(visitor.html(ofOther("/overview")).statusCode()).isEqualTo(200);
        }
    }

    @Order(1)
    @Test
    void whatIsTooOldIsDeletedAndWhoeverDidNotLogInIsForgottenSooner() throws Exception {
        await().atMost(Duration.ofSeconds(70))
                .until(() -> ask("SELECT COUNT(*) FROM SPRING_SESSION WHERE SESSION_ID = 'expired'").equals("0"));
        assertThat(ask("SELECT COUNT(*) FROM SPRING_SESSION_ATTRIBUTES WHERE ATTRIBUTE_NAME = 'a'")).isEqualTo("0");
        try (Visitor visitor = one.visitor()) {
            visitor.html("/login");
            String newest = "SELECT CONCAT(MAX_INACTIVE_INTERVAL, ' ', COALESCE(PRINCIPAL_NAME, '-')) FROM SPRING_SESSION"
                    + " ORDER BY LAST_ACCESS_TIME DESC LIMIT 1";
            assertThat(ask(newest)).isEqualTo("1800 -");
            visitor.logIn("ana", LoginProvider.PASSWORD);
            visitor.html("/overview");
            assertThat(ask(newest)).isEqualTo("28800 ana");
        }
    }

    @Order(2)
    @Test
    void oneDiesAndTheOtherGoesOn() throws Exception {
        try (Visitor visitor = one.visitor()) {
            visitor.logIn("ana", LoginProvider.PASSWORD);
            one.close();
            assertThat(visitor.html(ofOther("/overview")).body()).contains("<small>ana</small>");
        }
    }
}
