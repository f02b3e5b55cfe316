package dev.accountrisk.console.security;

import dev.accountrisk.text.PrintableText;
import java.util.Objects;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.security.oauth2.client.autoconfigure.ConditionalOnOAuth2ClientRegistrationProperties;
import org.springframework.boot.security.oauth2.client.autoconfigure.OAuth2ClientProperties;
import org.springframework.boot.session.autoconfigure.DefaultCookieSerializerCustomizer;
import org.springframework.boot.web.server.Cookie.SameSite;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.config.ObjectPostProcessor;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.oauth2.client.oidc.web.logout.OidcClientInitiatedLogoutSuccessHandler;
import org.springframework.security.oauth2.client.web.OAuth2AuthorizationRequestRedirectFilter;
import org.springframework.security.web.authentication.AuthenticationFailureHandler;

/** Logins by OpenID Connect, where a provider is set. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnOAuth2ClientRegistrationProperties
@EnableConfigurationProperties(OAuth2ClientProperties.class)
class ProviderConfiguration {
    private static final Logger LOG = LoggerFactory.getLogger(ProviderConfiguration.class);
    private static final String LOGGED_OUT = PageRules.LOGIN + "?logout";

    @Bean
    LoginProviders loginProviders(OAuth2ClientProperties settings) {
        return new LoginProviders(settings);
    }

    /** A browser that comes back from the provider would not send a strict cookie, and nobody could log in. */
    @Bean
    DefaultCookieSerializerCustomizer laxSessionCookie() {
        return cookie -> cookie.setSameSite(SameSite.LAX.attributeValue());
    }

    /** Adds the login and the logout at the provider to the pages. */
    static void addTo(HttpSecurity http, LoginProviders providers, ProviderClaims claims) {
        OidcClientInitiatedLogoutSuccessHandler logoutAtProvider = new OidcClientInitiatedLogoutSuccessHandler(
                providers);
        logoutAtProvider.setPostLogoutRedirectUri("{baseUrl}" + LOGGED_OUT);
        logoutAtProvider.setDefaultTargetUrl(LOGGED_OUT);
        http.oauth2Login(login -> login.loginPage(PageRules.LOGIN)
                .clientRegistrationRepository(providers)
                .userInfoEndpoint(people -> people.oidcUserService(new ProviderUsers(claims)))
                .failureHandler(backToLogin("refused"))
                .withObjectPostProcessor(showingThatItIsAway()));
        http.logout(logout -> logout.logoutSuccessHandler(logoutAtProvider));
    }

    /** What the provider or the address says of the failure is for the log, not for the page. */
    private static AuthenticationFailureHandler backToLogin(String mark) {
        AuthenticationFailureHandler page = PageRules.backToLogin(mark);
        return (request, response, failure) -> {
            LOG.warn("a login by the provider failed: {}",
                    PrintableText.escape(Objects.toString(failure.getMessage(), "")));
            page.onAuthenticationFailure(request, response, failure);
        };
    }

    private static ObjectPostProcessor<OAuth2AuthorizationRequestRedirectFilter> showingThatItIsAway() {
        return new ObjectPostProcessor<>() {
            @Override
            public <F extends OAuth2AuthorizationRequestRedirectFilter> F postProcess(F filter) {
                filter.setAuthenticationFailureHandler(backToLogin("away"));
                return filter;
            }
        };
    }
}
