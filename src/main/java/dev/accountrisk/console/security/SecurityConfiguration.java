package dev.accountrisk.console.security;

import java.net.InetAddress;
import java.time.Clock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.security.autoconfigure.actuate.web.servlet.EndpointRequest;
import org.springframework.boot.web.server.autoconfigure.ServerProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.core.env.Environment;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.HeadersConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.core.userdetails.UserDetailsService;
import org.springframework.security.crypto.bcrypt.BCryptPasswordEncoder;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.authentication.HttpStatusEntryPoint;
import org.springframework.security.web.authentication.ott.RedirectOneTimeTokenGenerationSuccessHandler;
import org.springframework.security.web.context.SecurityContextHolderFilter;
import org.springframework.security.web.header.writers.ReferrerPolicyHeaderWriter.ReferrerPolicy;
import org.springframework.security.web.util.matcher.MediaTypeRequestMatcher;
import org.springframework.security.web.util.matcher.OrRequestMatcher;
import org.springframework.security.web.util.matcher.RequestHeaderRequestMatcher;
import org.springframework.security.web.util.matcher.RequestMatcher;
import org.springframework.web.accept.HeaderContentNegotiationStrategy;

/** Nobody sees data without a login; the documents and a few files are public. Probes and metrics are open, on a port of their own. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(ConsoleProperties.class)
class SecurityConfiguration {
    private static final String CONTENT_POLICY = "default-src 'self'; frame-ancestors 'none'; base-uri 'none'; form-action 'self'";

    private static final String ERROR = "error";

    @Bean
    PasswordEncoder passwordEncoder() {
        return new BCryptPasswordEncoder();
    }

    @Bean
    UserDetailsService consoleUsers(ConsoleProperties properties, ServerProperties server, Environment environment,
            ObjectProvider<LoginProviders> providers) {
        if (!properties.hasUsers() && providers.getIfAvailable() == null
                && !environment.containsProperty(TokenConfiguration.ISSUER)) {
            throw new IllegalStateException(
                    "account-risk.console.users-file is missing, and so is a provider of logins: the console lets nobody in"
                            + " without a login. deploy/CONSOLE.md says how to write the file, and how to set a provider");
        }
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
    @Order(3)
    SecurityFilterChain pages(HttpSecurity http, ConsoleProperties properties,
            ObjectProvider<LoginProviders> loginProviders, UsedLinks usedLinks, LoginTime time) {
        LoginProviders providers = loginProviders.getIfAvailable();
        http.addFilterBefore(new LoginEnd(properties.loginMax(), Clock.systemUTC()), SecurityContextHolderFilter.class)
                .authorizeHttpRequests(PageRules::apply)
                .formLogin(form -> form.loginPage(PageRules.LOGIN)
                        .failureHandler(PageRules.backToLogin(ERROR))
                        .permitAll())
                .sessionManagement(sessions -> sessions.addSessionAuthenticationStrategy(time))
                .logout(logout -> logout.logoutSuccessUrl(PageRules.LOGIN + "?logout").permitAll())
                .exceptionHandling(failures -> failures.defaultAuthenticationEntryPointFor(
                        new HttpStatusEntryPoint(HttpStatus.UNAUTHORIZED),
                        new OrRequestMatcher(wantsJson(), isRefresh())))
                .headers(headers -> headers(headers, () -> providers == null ? "" : " " + providers.origins()));
        if (providers != null) {
            ProviderConfiguration.addTo(http, providers,
                    new ProviderClaims(properties.nameClaim(), properties.rolesClaim()));
        }
        String token = properties.loginToken();
        if (token != null) {
            http.oneTimeTokenLogin(link -> link.tokenService(new LoginLink(token, usedLinks::use))
                    .loginPage(PageRules.LOGIN)
                    .failureHandler(PageRules.backToLogin(ERROR))
                    .showDefaultSubmitPage(false)
                    .loginProcessingUrl(PageRules.LOGIN_LINK)
                    .generateRequestResolver(_ -> null)
                    .tokenGenerationSuccessHandler(
                            new RedirectOneTimeTokenGenerationSuccessHandler(PageRules.LOGIN)));
        }
        return http.build();
    }

    static void headers(HeadersConfigurer<HttpSecurity> headers) {
        headers(headers, () -> "");
    }

    /** @param logouts where a browser may be sent by the form of the logout, besides this console */
    private static void headers(HeadersConfigurer<HttpSecurity> headers, Supplier<String> logouts) {
        headers.addHeaderWriter(
                (_, response) -> response.setHeader("Content-Security-Policy", CONTENT_POLICY + logouts.get()))
                .referrerPolicy(policy -> policy.policy(ReferrerPolicy.NO_REFERRER));
    }

    /** Asked by the script of a page that refreshes itself. It could not show the page of the login. */
    private static RequestMatcher isRefresh() {
        return new RequestHeaderRequestMatcher("X-Requested-With", "XMLHttpRequest");
    }

    private static RequestMatcher wantsJson() {
        MediaTypeRequestMatcher json = new MediaTypeRequestMatcher(new HeaderContentNegotiationStrategy(),
                MediaType.APPLICATION_JSON);
        json.setUseEquals(true);
        return json;
    }
}
