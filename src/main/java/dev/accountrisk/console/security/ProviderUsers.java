package dev.accountrisk.console.security;

import org.springframework.security.oauth2.client.oidc.userinfo.OidcUserRequest;
import org.springframework.security.oauth2.client.oidc.userinfo.OidcUserService;
import org.springframework.security.oauth2.client.userinfo.OAuth2UserService;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2Error;
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
        if (claims.name(user.getClaims()).isEmpty()) {
            throw new OAuth2AuthenticationException(new OAuth2Error("no_name"),
                    "the claim " + claims.nameClaim() + " has no name of 1 to 64 characters");
        }
        return new DefaultOidcUser(claims.roles(user.getClaims()), user.getIdToken(), user.getUserInfo(),
                claims.nameClaim());
    }
}
