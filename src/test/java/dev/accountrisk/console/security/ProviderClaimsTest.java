package dev.accountrisk.console.security;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ProviderClaimsTest {
    private static List<String> roles(String claim, Map<String, Object> claims) {
        return new ProviderClaims("sub", claim).roles(claims).stream().map(role -> role.getAuthority()).toList();
    }

    @Test
    void rolesAreFoundByTheirClaim() {
        assertThat(roles("roles", Map.of("roles", List.of("VIEWER", "AUDITOR")))).containsExactly("ROLE_VIEWER",
                "ROLE_AUDITOR");
        assertThat(roles("realm_access.roles", Map.of("realm_access", Map.of("roles", List.of("PAYLOAD")))))
                .containsExactly("ROLE_PAYLOAD");
        assertThat(roles("scope", Map.of("scope", "openid OPERATOR,APPROVER"))).containsExactly("ROLE_OPERATOR",
                "ROLE_APPROVER");
        assertThat(roles("https://corp.example/roles", Map.of("https://corp.example/roles", List.of("VIEWER"))))
                .as("a name with dots of its own")
                .containsExactly("ROLE_VIEWER");
    }

    @Test
    void whatIsNoRoleOfTheConsoleGivesNothing() {
        assertThat(roles("roles", Map.of())).isEmpty();
        assertThat(roles("a.roles", Map.of("a", "roles"))).isEmpty();
        assertThat(roles("roles", Map.of("roles", 7))).isEmpty();
        assertThat(roles("roles", Map.of("roles", List.of("viewer", "ROLE_VIEWER", "VIEWERS", "", 7)))).isEmpty();
        assertThat(roles("roles", Map.of("roles", Map.of("VIEWER", true)))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", " ana", "ana ", "a\nna", "an\u202Ea",
            "12345678901234567890123456789012345678901234567890123456789012345"})
    void aNameThatTheAuditCannotHoldAsItIsIsNone(String name) {
        assertThat(new ProviderClaims("sub", "roles").name(Map.of("sub", name))).isEmpty();
    }

    @Test
    void aNameIsText() {
        ProviderClaims claims = new ProviderClaims("sub", "roles");
        assertThat(claims.name(Map.of("sub", "Ana Müller"))).hasValue("Ana Müller");
        assertThat(claims.name(Map.of("sub", 7))).isEmpty();
        assertThat(claims.name(Map.of())).isEmpty();
    }
}
