package dev.accountrisk.console.security;

import java.net.InetAddress;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.security.autoconfigure.actuate.web.servlet.EndpointRequest;
import org.springframework.boot.web.server.autoconfigure.ServerProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.security.authorization.AuthorityAuthorizationManager;
import org.springframework.security.authorization.AuthorizationManagers;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.core.userdetails.UserDetailsService;
import org.springframework.security.crypto.bcrypt.BCryptPasswordEncoder;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.authentication.HttpStatusEntryPoint;
import org.springframework.security.web.authentication.ott.RedirectOneTimeTokenGenerationSuccessHandler;
import org.springframework.security.web.header.writers.ReferrerPolicyHeaderWriter.ReferrerPolicy;
import org.springframework.security.web.util.matcher.MediaTypeRequestMatcher;
import org.springframework.security.web.util.matcher.RequestMatcher;
import org.springframework.web.accept.HeaderContentNegotiationStrategy;

/** Nobody sees a page without a login. Probes and metrics are open, on a port of their own. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(ConsoleProperties.class)
class SecurityConfiguration {
    private static final String CONTENT_POLICY = "default-src 'self'; frame-ancestors 'none'; form-action 'self'; base-uri 'none'";
    private static final String LOGIN = "/login";
    private static final String LOGIN_LINK = "/login/link";

    @Bean
    PasswordEncoder passwordEncoder() {
        return new BCryptPasswordEncoder();
    }

    @Bean
    UserDetailsService consoleUsers(ConsoleProperties properties, ServerProperties server) {
        if (properties.loginToken() != null) {
            requireLoopback(server.getAddress());
        }
        return new ConsoleUsers(properties.usersFile(), properties.loginToken() != null);
    }

    private static void requireLoopback(@Nullable InetAddress address) {
        if (address == null || !address.isLoopbackAddress()) {
            throw new IllegalStateException(
                    "account-risk.console.login-token needs server.address=127.0.0.1: a login by link is for this machine alone");
        }
    }

    @Bean
    @Order(1)
    SecurityFilterChain probesAndMetrics(HttpSecurity http) {
        return http.securityMatcher(EndpointRequest.toAnyEndpoint())
                .authorizeHttpRequests(requests -> requests.anyRequest().permitAll())
                .sessionManagement(sessions -> sessions.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
                .build();
    }

    @Bean
    @Order(2)
    SecurityFilterChain pages(HttpSecurity http, ConsoleProperties properties) {
        http.authorizeHttpRequests(requests -> requests
                .requestMatchers("/console.css", "/error", LOGIN, LOGIN_LINK)
                .permitAll()
                .requestMatchers("/parked/*/payload/**", "/actions/*/value")
                .hasRole(ConsoleRole.PAYLOAD.name())
                .requestMatchers("/parked/*/correction")
                .access(AuthorizationManagers.allOf(AuthorityAuthorizationManager.hasRole(ConsoleRole.PAYLOAD.name()),
                        AuthorityAuthorizationManager.hasRole(ConsoleRole.OPERATOR.name())))
                // which of the two an action needs depends on the action: ActionRights
                .requestMatchers("/actions/records", "/actions/positions", "/actions/*/cancel", "/partitions/*/*")
                .hasAnyRole(ConsoleRole.OPERATOR.name(), ConsoleRole.APPROVER.name())
                .requestMatchers("/audit/**")
                .hasRole(ConsoleRole.AUDITOR.name())
                .anyRequest()
                .authenticated())
                .formLogin(form -> form.loginPage(LOGIN).permitAll())
                .logout(logout -> logout.logoutSuccessUrl(LOGIN + "?logout").permitAll())
                .exceptionHandling(failures -> failures.defaultAuthenticationEntryPointFor(
                        new HttpStatusEntryPoint(HttpStatus.UNAUTHORIZED), wantsJson()))
                .headers(headers -> headers
                        .contentSecurityPolicy(policy -> policy.policyDirectives(CONTENT_POLICY))
                        .referrerPolicy(policy -> policy.policy(
                                ReferrerPolicy.NO_REFERRER)));
        String token = properties.loginToken();
        if (token != null) {
            http.oneTimeTokenLogin(link -> link.tokenService(new LoginLink(token))
                    .loginPage(LOGIN)
                    .showDefaultSubmitPage(false)
                    .loginProcessingUrl(LOGIN_LINK)
                    .generateRequestResolver(_ -> null)
                    .tokenGenerationSuccessHandler(new RedirectOneTimeTokenGenerationSuccessHandler(LOGIN)));
        }
        return http.build();
    }

    private static RequestMatcher wantsJson() {
        MediaTypeRequestMatcher json = new MediaTypeRequestMatcher(new HeaderContentNegotiationStrategy(),
                MediaType.APPLICATION_JSON);
        json.setUseEquals(true);
        return json;
    }
}
