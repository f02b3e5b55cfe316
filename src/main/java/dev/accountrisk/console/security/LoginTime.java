package dev.accountrisk.console.security;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import org.springframework.security.core.Authentication;
import org.springframework.security.web.authentication.session.SessionAuthenticationStrategy;

/**
 * Lets a session last longer once somebody has logged in.
 *
 * @param unused how long a login lasts that nobody uses
 */
record LoginTime(Duration unused) implements SessionAuthenticationStrategy {
    @Override
    public void onAuthentication(Authentication login, HttpServletRequest request, HttpServletResponse response) {
        request.getSession().setMaxInactiveInterval(Math.toIntExact(unused.toSeconds()));
    }
}
