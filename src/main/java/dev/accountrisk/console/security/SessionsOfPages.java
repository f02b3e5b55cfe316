package dev.accountrisk.console.security;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import org.springframework.security.web.servlet.util.matcher.PathPatternRequestMatcher;
import org.springframework.security.web.util.matcher.RequestMatcher;
import org.springframework.session.web.http.HttpSessionIdResolver;

/**
 * Only pages have sessions. A style sheet is everybody's: for it no session is looked up, so that the page which says that MySQL is away
 * has its styles.
 */
final class SessionsOfPages implements HttpSessionIdResolver {
    private static final RequestMatcher STYLES = PathPatternRequestMatcher.withDefaults().matcher(PageRules.STYLES);

    private final HttpSessionIdResolver pages;

    SessionsOfPages(HttpSessionIdResolver pages) {
        this.pages = pages;
    }

    @Override
    public List<String> resolveSessionIds(HttpServletRequest request) {
        return STYLES.matches(request) ? List.of() : pages.resolveSessionIds(request);
    }

    @Override
    public void setSessionId(HttpServletRequest request, HttpServletResponse response, String id) {
        pages.setSessionId(request, response, id);
    }

    @Override
    public void expireSession(HttpServletRequest request, HttpServletResponse response) {
        pages.expireSession(request, response);
    }
}
