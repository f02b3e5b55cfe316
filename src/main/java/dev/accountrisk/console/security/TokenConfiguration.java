package dev.accountrisk.console.security;

import dev.accountrisk.database.Causes;
import dev.accountrisk.text.PrintableText;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.security.oauth2.server.resource.autoconfigure.OAuth2ResourceServerProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.security.authentication.AuthenticationServiceException;
import org.springframework.security.config.ObjectPostProcessor;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.JwtDecoderInitializationException;
import org.springframework.security.oauth2.jwt.JwtException;
import org.springframework.security.oauth2.server.resource.InvalidBearerTokenException;
import org.springframework.security.oauth2.server.resource.authentication.JwtAuthenticationToken;
import org.springframework.security.oauth2.server.resource.web.BearerTokenAuthenticationEntryPoint;
import org.springframework.security.oauth2.server.resource.web.authentication.BearerTokenAuthenticationFilter;
import org.springframework.security.web.AuthenticationEntryPoint;
import org.springframework.security.web.SecurityFilterChain;

/**
 * Scripts with a bearer token of a provider. Such a request has no session, and needs no token of a form: no other site can make a
 * browser send the header.
 */
@Configuration(proxyBeanMethods = false)
@ConditionalOnProperty(TokenConfiguration.ISSUER)
class TokenConfiguration {
    static final String ISSUER = "spring.security.oauth2.resourceserver.jwt.issuer-uri";
    private static final Logger LOG = LoggerFactory.getLogger(TokenConfiguration.class);
    private static final String BEARER = "Bearer ";

    @Bean
    @Order(2)
    SecurityFilterChain scripts(HttpSecurity http, JwtDecoder decoder, OAuth2ResourceServerProperties settings,
            ConsoleProperties properties) {
        List<String> audiences = settings.getJwt().getAudiences();
        if (audiences == null || audiences.isEmpty()) {
            throw new IllegalStateException("spring.security.oauth2.resourceserver.jwt.audiences is missing: without it"
                    + " every token of the provider would do, whomever it was made for");
        }
        ProviderClaims claims = new ProviderClaims(properties.nameClaim(), properties.rolesClaim());
        return http.securityMatcher(TokenConfiguration::hasToken)
                .authorizeHttpRequests(requests -> {
                    // whoever has a token may have a login under another name: the second person comes with a browser
                    requests.requestMatchers("/actions/*/confirm").denyAll();
                    PageRules.apply(requests);
                })
                .oauth2ResourceServer(scripts -> scripts
                        .jwt(tokens -> tokens.decoder(token -> decode(decoder, token))
                                .jwtAuthenticationConverter(token -> person(token, claims)))
                        .withObjectPostProcessor(answeringWhileTheProviderIsAway()))
                .sessionManagement(sessions -> sessions.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
                .csrf(AbstractHttpConfigurer::disable)
                .requestCache(AbstractHttpConfigurer::disable)
                .headers(SecurityConfiguration::headers)
                .build();
    }

    private static boolean hasToken(HttpServletRequest request) {
        String header = request.getHeader(HttpHeaders.AUTHORIZATION);
        return header != null && header.regionMatches(true, 0, BEARER, 0, BEARER.length());
    }

    private static Jwt decode(JwtDecoder decoder, String token) {
        try {
            return decoder.decode(token);
        } catch (JwtDecoderInitializationException away) {
            throw new JwtException("the provider does not answer", away);
        }
    }

    private static JwtAuthenticationToken person(Jwt token, ProviderClaims claims) {
        String name = claims.name(token.getClaims())
                .orElseThrow(() -> new InvalidBearerTokenException(
                        "the claim " + claims.nameClaim() + " has no name of 1 to 64 characters"));
        return new JwtAuthenticationToken(token, claims.roles(token.getClaims()), name);
    }

    private static ObjectPostProcessor<BearerTokenAuthenticationFilter> answeringWhileTheProviderIsAway() {
        return new ObjectPostProcessor<>() {
            @Override
            public <F extends BearerTokenAuthenticationFilter> F postProcess(F filter) {
                AuthenticationEntryPoint refusal = new BearerTokenAuthenticationEntryPoint();
                filter.setAuthenticationFailureHandler((request, response, failure) -> {
                    if (failure instanceof AuthenticationServiceException) {
                        unknown(response, failure);
                    } else {
                        refusal.commence(request, response, failure);
                    }
                });
                return filter;
            }
        };
    }

    /** Nothing is wrong with the token, as far as is known. */
    private static void unknown(HttpServletResponse response, AuthenticationException failure) throws IOException {
        LOG.warn("the provider does not answer, no bearer token can be checked: {}",
                PrintableText.escape(Causes.innermost(failure)));
        response.sendError(HttpStatus.SERVICE_UNAVAILABLE.value());
    }
}
