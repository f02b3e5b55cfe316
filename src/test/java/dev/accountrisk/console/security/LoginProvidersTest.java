package dev.accountrisk.console.security;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.springframework.boot.security.oauth2.client.autoconfigure.OAuth2ClientProperties;

/** Where a browser may be sent to at a logout. */
class LoginProvidersTest {
    private static HttpServer provider() throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        String issuer = address(server);
        byte[] description = """
                {"issuer": "%s", "authorization_endpoint": "%s/a", "token_endpoint": "%s/t", "jwks_uri": "%s/k",
                 "subject_types_supported": ["public"], "response_types_supported": ["code"],
                 "end_session_endpoint": "https://logout.example:8443/end"}""".formatted(issuer, issuer, issuer, issuer)
                .getBytes(StandardCharsets.UTF_8);
        server.createContext("/", question -> {
            question.getResponseHeaders().set("Content-Type", "application/json");
            question.sendResponseHeaders(200, description.length);
            question.getResponseBody().write(description);
            question.close();
        });
        server.start();
        return server;
    }

    private static String address(HttpServer server) {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    @Test
    void aProviderMayEndSessionsAtAnotherHost() throws Exception {
        HttpServer server = provider();
        try {
            OAuth2ClientProperties settings = new OAuth2ClientProperties();
            OAuth2ClientProperties.Provider corp = new OAuth2ClientProperties.Provider();
            corp.setIssuerUri(address(server));
            settings.getProvider().put("corp", corp);
            OAuth2ClientProperties.Registration registration = new OAuth2ClientProperties.Registration();
            registration.setClientId("console");
            settings.getRegistration().put("corp", registration);
            LoginProviders providers = new LoginProviders(settings);
            assertThat(providers.origins()).as("before it has answered").isEqualTo(address(server));
            assertThat(providers.findByRegistrationId("corp")).isNotNull();
            assertThat(providers.origins()).isEqualTo(address(server) + " https://logout.example:8443");
        } finally {
            server.stop(0);
        }
    }
}
