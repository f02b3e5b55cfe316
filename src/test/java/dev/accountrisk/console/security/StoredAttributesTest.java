package dev.accountrisk.console.security;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.Serializable;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.core.convert.TypeDescriptor;
import org.springframework.core.convert.support.GenericConversionService;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.core.authority.AuthorityUtils;
import org.springframework.security.core.authority.FactorGrantedAuthority;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.core.context.SecurityContextImpl;
import org.springframework.security.core.userdetails.User;
import org.springframework.security.oauth2.client.authentication.OAuth2AuthenticationToken;
import org.springframework.security.oauth2.core.endpoint.OAuth2AuthorizationRequest;
import org.springframework.security.oauth2.core.oidc.OidcIdToken;
import org.springframework.security.oauth2.core.oidc.user.DefaultOidcUser;
import org.springframework.security.web.authentication.WebAuthenticationDetails;
import org.springframework.security.web.csrf.DefaultCsrfToken;
import org.springframework.security.web.savedrequest.DefaultSavedRequest;

/** What a session holds survives MySQL, and nothing else is read from there. */
class StoredAttributesTest {
    private static final List<GrantedAuthority> ROLES = AuthorityUtils.createAuthorityList("ROLE_VIEWER");

    /** A class that no login consists of. */
    private record Planted(String name) implements Serializable {}

    /** As Spring Session writes and reads it. */
    private static @Nullable Object kept(Object attribute) {
        GenericConversionService conversions = new SessionConfiguration().springSessionConversionService();
        TypeDescriptor object = TypeDescriptor.valueOf(Object.class);
        TypeDescriptor bytes = TypeDescriptor.valueOf(byte[].class);
        return conversions.convert(conversions.convert(attribute, object, bytes), bytes, object);
    }

    static List<Authentication> logins() {
        UsernamePasswordAuthenticationToken user = UsernamePasswordAuthenticationToken.authenticated(
                new User("ana", "", ROLES), null,
                List.of(ROLES.getFirst(), FactorGrantedAuthority.fromAuthority("FACTOR_PASSWORD")));
        user.setDetails(new WebAuthenticationDetails(new MockHttpServletRequest()));
        OidcIdToken token = new OidcIdToken("t", Instant.EPOCH, Instant.EPOCH.plusSeconds(60),
                Map.of("sub", "4711", "preferred_username", "ana"));
        return List.of(user, new OAuth2AuthenticationToken(new DefaultOidcUser(ROLES, token, "preferred_username"),
                ROLES, "corp"));
    }

    @ParameterizedTest
    @MethodSource("logins")
    void aLoginStaysWhatItIs(Authentication login) {
        assertThat(kept(new SecurityContextImpl(login))).isInstanceOfSatisfying(SecurityContext.class, context -> {
            Authentication same = Objects.requireNonNull(context.getAuthentication());
            assertThat(same).hasSameClassAs(login);
            assertThat(same.getName()).isEqualTo("ana");
            assertThat(Set.copyOf(same.getAuthorities())).isEqualTo(Set.copyOf(login.getAuthorities()));
            assertThat(same.isAuthenticated()).isTrue();
            assertThat(same.getPrincipal()).hasToString(String.valueOf(login.getPrincipal()));
        });
    }

    @Test
    void whatALoginHasBegunWithStaysWhatItIs() {
        OAuth2AuthorizationRequest begun = OAuth2AuthorizationRequest.authorizationCode()
                .authorizationUri("https://provider.example/authorize")
                .clientId("console")
                .state("state")
                .attributes(Map.of("nonce", "n"))
                .build();
        assertThat(kept(begun)).isEqualTo(begun);
        assertThat(kept(new DefaultCsrfToken("header", "parameter", "token")))
                .isInstanceOfSatisfying(DefaultCsrfToken.class,
                        token -> assertThat(token.getToken()).isEqualTo("token"));
        MockHttpServletRequest request = new MockHttpServletRequest("GET", "/parked");
        request.addHeader("Accept", "text/html");
        assertThat(kept(new DefaultSavedRequest(request))).isInstanceOfSatisfying(DefaultSavedRequest.class,
                page -> assertThat(page.getRedirectUrl()).endsWith("/parked"));
    }

    @Test
    void anotherClassIsNotRead() {
        assertThat(kept(new Planted("x"))).isNull();
        assertThat(kept(new File("x"))).isNull();
        assertThat(kept(List.of(new Planted("x")))).isNull();
    }

    @Test
    void whatAnotherVersionWroteIsAsIfItWasNotThere() {
        byte[] stored = StoredAttributes.write(new SecurityContextImpl(logins().getFirst()));
        String text = new String(stored, StandardCharsets.ISO_8859_1);
        byte[] ofAnotherClass = text.replace("SecurityContextImpl", "SecurityContextOld1")
                .getBytes(StandardCharsets.ISO_8859_1);
        assertThat(ofAnotherClass).hasSameSizeAs(stored);
        assertThat(StoredAttributes.read(ofAnotherClass)).isNull();
        assertThat(StoredAttributes.read(text.substring(0, 200).getBytes(StandardCharsets.ISO_8859_1))).isNull();
        assertThat(StoredAttributes.read(new byte[0])).isNull();
    }
}
