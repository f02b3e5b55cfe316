package dev.accountrisk.console.security;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.util.StringUtils;
import org.springframework.web.filter.OncePerRequestFilter;

/** Refuses a path prefix of a proxy that is no path. Spring refuses the other forwarded headers where they are malformed. */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE + 1)
class ForwardedPrefix extends OncePerRequestFilter {
    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain rest)
            throws ServletException, IOException {
        if (isPath(request.getContextPath())) {
            rest.doFilter(request, response);
        } else {
            // not as an error: the error page would have the same prefix
            response.setStatus(HttpStatus.BAD_REQUEST.value());
        }
    }

    private static boolean isPath(String prefix) {
        try {
            var _ = StringUtils.uriDecode(prefix, StandardCharsets.UTF_8);
            return true;
        } catch (IllegalArgumentException malformed) {
            return false;
        }
    }
}
