package dev.accountrisk.console.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.oauth2.client.oidc.userinfo.OidcUserRequest;
import org.springframework.security.oauth2.client.registration.ClientRegistration;
import org.springframework.security.oauth2.core.AuthorizationGrantType;
import org.springframework.security.oauth2.core.OAuth2AccessToken;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.core.oidc.OidcIdToken;
import org.springframework.security.oauth2.core.oidc.user.OidcUser;

class ProviderUsersTest {
    private static final ClientRegistration CORP = ClientRegistration.withRegistrationId("corp")
            .clientId("console")
            .authorizationGrantType(AuthorizationGrantType.AUTHORIZATION_CODE)
            .redirectUri("https://console.example/login/oauth2/code/corp")
            .authorizationUri("https://provider.example/authorize")
            .tokenUri("https://provider.example/token")
            .build();
    private static final OAuth2AccessToken TOKEN = new OAuth2AccessToken(OAuth2AccessToken.TokenType.BEARER, "t",
            Instant.EPOCH, Instant.EPOCH.plusSeconds(60));

    private static OidcUser loggedIn(String nameClaim) {
        OidcIdToken token = new OidcIdToken("t", Instant.EPOCH, Instant.EPOCH.plusSeconds(60),
                Map.of("sub", "4711", "preferred_username", "ana", "roles", List.of("AUDITOR", "another")));
        return new ProviderUsers(new ProviderClaims(nameClaim, "roles")).loadUser(new OidcUserRequest(CORP, TOKEN,
                token));
    }

    @Test
    void aPersonHasTheNameAndTheRolesOfTheClaimsAndNoOthers() {
        assertThat(loggedIn("sub").getName()).isEqualTo("4711");
        OidcUser ana = loggedIn("preferred_username");
        assertThat(ana.getName()).isEqualTo("ana");
        assertThat(ana.getAuthorities()).extracting(GrantedAuthority::getAuthority).containsExactly("ROLE_AUDITOR");
    }

    @Test
    void nothingElseIsKeptOfAPersonButTheTokenThatALogoutNeeds() {
        OidcUser ana = loggedIn("preferred_username");
        assertThat(ana.getClaims()).containsOnlyKeys("sub", "preferred_username");
        assertThat(ana.getIdToken().getTokenValue()).isEqualTo("t");
    }

    @Test
    void nobodyLogsInWithoutTheName() {
        assertThatThrownBy(() -> loggedIn("email")).isInstanceOf(OAuth2AuthenticationException.class)
                .hasMessageContaining("the claim email has no name of 1 to 64 characters");
    }
}
