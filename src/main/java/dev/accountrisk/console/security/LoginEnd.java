package dev.accountrisk.console.security;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Ends a login that is too old, however much it is used: roles are read at the login alone, and a page that refreshes itself would keep them
 * for ever.
 */
final class LoginEnd extends OncePerRequestFilter {
    private final Duration most;
    private final Clock clock;

    /** @param most how long a login lasts at most */
    LoginEnd(Duration most, Clock clock) {
        this.most = most;
        this.clock = clock;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain rest)
            throws ServletException, IOException {
        HttpSession session = request.getSession(false);
        if (session != null && clock.millis() - session.getCreationTime() > most.toMillis()) {
            session.invalidate();
        }
        rest.doFilter(request, response);
    }
}
