package dev.accountrisk.console.security;

import java.util.Arrays;
import java.util.List;
import org.springframework.security.authorization.AuthorityAuthorizationManager;
import org.springframework.security.authorization.AuthorizationManagers;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AuthorizeHttpRequestsConfigurer;
import org.springframework.security.web.DefaultRedirectStrategy;
import org.springframework.security.web.RedirectStrategy;
import org.springframework.security.web.authentication.AuthenticationFailureHandler;

/** Which page needs which role, for people and for scripts alike. */
final class PageRules {
    static final String LOGIN = "/login";
    static final String LOGIN_LINK = "/login/link";

    /** What can be seen while MySQL is away and without a login. Public, and served without a session. */
    static final List<String> FILES = List.of("/console.css", "/icon.svg", "/refresh.js",
            "/htmx/htmx.min.js", "/manual/**");

    private PageRules() {}

    /** Leads to the page of the login, which says what the mark means. What failed is not kept with the session. */
    static AuthenticationFailureHandler backToLogin(String mark) {
        RedirectStrategy redirect = new DefaultRedirectStrategy();
        return (request, response, _) -> redirect.sendRedirect(request, response, LOGIN + "?" + mark);
    }

    /** Whoever has none of the roles sees nothing: a provider knows people who have nothing to do here. */
    static void apply(
            AuthorizeHttpRequestsConfigurer<HttpSecurity>.AuthorizationManagerRequestMatcherRegistry requests) {
        requests.requestMatchers(FILES.toArray(String[]::new))
                .permitAll()
                .requestMatchers("/error", LOGIN, LOGIN_LINK)
                .permitAll()
                .requestMatchers("/parked/*/payload/**", "/actions/*/value")
                .hasRole(ConsoleRole.PAYLOAD.name())
                .requestMatchers("/parked/*/correction")
                .access(AuthorizationManagers.allOf(AuthorityAuthorizationManager.hasRole(ConsoleRole.PAYLOAD.name()),
                        AuthorityAuthorizationManager.hasRole(ConsoleRole.OPERATOR.name())))
                // which of the two an action needs depends on the action: ActionRights
                .requestMatchers("/actions/records", "/actions/what-if", "/actions/positions", "/actions/*/cancel",
                        "/partitions/*/*")
                .hasAnyRole(ConsoleRole.OPERATOR.name(), ConsoleRole.APPROVER.name())
                .requestMatchers("/actions/*/confirm")
                .hasRole(ConsoleRole.APPROVER.name())
                .requestMatchers("/audit/**")
                .hasRole(ConsoleRole.AUDITOR.name())
                .anyRequest()
                .hasAnyRole(Arrays.stream(ConsoleRole.values()).map(ConsoleRole::name).toArray(String[]::new));
    }
}
