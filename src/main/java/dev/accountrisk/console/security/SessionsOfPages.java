package dev.accountrisk.console.security;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import org.springframework.security.web.servlet.util.matcher.PathPatternRequestMatcher;
import org.springframework.security.web.util.matcher.OrRequestMatcher;
import org.springframework.security.web.util.matcher.RequestMatcher;
import org.springframework.session.web.http.HttpSessionIdResolver;

/**
 * Only pages have sessions. A style sheet is everybody's: for such a file no session is looked up, so that the page which says that MySQL
 * is away has its styles.
 */
final class SessionsOfPages implements HttpSessionIdResolver {
    private static final RequestMatcher FILES = new OrRequestMatcher(PageRules.FILES.stream()
            .map(file -> (RequestMatcher) PathPatternRequestMatcher.withDefaults().matcher(file))
            .toList());

    private final HttpSessionIdResolver pages;

    SessionsOfPages(HttpSessionIdResolver pages) {
        this.pages = pages;
    }

    @Override
    public List<String> resolveSessionIds(HttpServletRequest request) {
        return FILES.matches(request) ? List.of() : pages.resolveSessionIds(request);
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
