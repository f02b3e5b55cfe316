package dev.accountrisk.console.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.springframework.security.authentication.ott.GenerateOneTimeTokenRequest;
import org.springframework.security.authentication.ott.OneTimeTokenAuthenticationToken;

/** A login link works once. */
class LoginLinkTest {
    private static final String TOKEN = "t".repeat(32);

    private final Set<String> used = new HashSet<>();
    private final LoginLink link = new LoginLink(TOKEN, used::add);

    private static OneTimeTokenAuthenticationToken attempt(String token) {
        return new OneTimeTokenAuthenticationToken(token);
    }

    @Test
    void theTokenIsUsedUpByItsFirstUse() {
        assertThat(link.consume(attempt(TOKEN))).isNotNull().extracting("username").isEqualTo("local");
        assertThat(link.consume(attempt(TOKEN))).isNull();
    }

    @Test
    void aWrongTokenUsesNothingUp() {
        assertThat(link.consume(attempt("wrong"))).isNull();
        assertThat(link.consume(attempt(TOKEN))).isNotNull();
    }

    @Test
    void nobodyGetsAnotherToken() {
        assertThatThrownBy(() -> link.generate(new GenerateOneTimeTokenRequest("local")))
                .isInstanceOf(UnsupportedOperationException.class);
    }

    @Test
    void aConsoleWithoutUsersIsRefused() {
        assertThatThrownBy(() -> new ConsoleProperties(null, "short", "sub", "roles", Duration.ofHours(12)))
                .hasMessageContaining("at least 32 characters");
    }
}
