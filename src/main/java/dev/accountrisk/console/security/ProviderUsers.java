package dev.accountrisk.console.security;

import java.util.HashMap;
import java.util.Map;
import org.springframework.security.oauth2.client.oidc.userinfo.OidcUserRequest;
import org.springframework.security.oauth2.client.oidc.userinfo.OidcUserService;
import org.springframework.security.oauth2.client.userinfo.OAuth2UserService;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2Error;
import org.springframework.security.oauth2.core.oidc.IdTokenClaimNames;
import org.springframework.security.oauth2.core.oidc.OidcIdToken;
import org.springframework.security.oauth2.core.oidc.user.DefaultOidcUser;
import org.springframework.security.oauth2.core.oidc.user.OidcUser;

/** People who log in at a provider, with the name and the roles that it says they have. */
final class ProviderUsers implements OAuth2UserService<OidcUserRequest, OidcUser> {
    private final OidcUserService claimsOfProvider = new OidcUserService();
    private final ProviderClaims claims;

    ProviderUsers(ProviderClaims claims) {
        this.claims = claims;
    }

    /** @throws OAuth2AuthenticationException if the provider gives no name that the audit can hold */
    @Override
    public OidcUser loadUser(OidcUserRequest login) {
        OidcUser user = claimsOfProvider.loadUser(login);
        String name = claims.name(user.getClaims())
                .orElseThrow(() -> new OAuth2AuthenticationException(new OAuth2Error("no_name"),
                        "the claim " + claims.nameClaim() + " has no name of 1 to 64 characters"));
        return new DefaultOidcUser(claims.roles(user.getClaims()), login(user.getIdToken(), name), claims.nameClaim());
    }

    /** The token without what nobody needs to know of a person: it is kept with the session. The provider asks for it at the logout. */
    private OidcIdToken login(OidcIdToken token, String name) {
        Map<String, Object> kept = new HashMap<>();
        kept.put(IdTokenClaimNames.SUB, token.getSubject());
        kept.put(claims.nameClaim(), name);
        return new OidcIdToken(token.getTokenValue(), token.getIssuedAt(), token.getExpiresAt(), kept);
    }
}
