package dev.accountrisk.console.security;

import dev.accountrisk.database.Causes;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.sql.SQLException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpStatus;
import org.springframework.session.web.http.SessionRepositoryFilter;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/** Answers with a page where a session could not be read from MySQL, or not be written: nobody knows then who is logged in. */
@Component
@Order(SessionRepositoryFilter.DEFAULT_ORDER - 1)
class UnknownLogins extends OncePerRequestFilter {
    private static final Logger LOG = LoggerFactory.getLogger(UnknownLogins.class);
    private static final String MARK = UnknownLogins.class.getName();

    /** Whether the error page is asked for, for such a request. */
    static boolean concern(HttpServletRequest request) {
        return request.getAttribute(MARK) != null;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain rest)
            throws ServletException, IOException {
        try {
            rest.doFilter(request, response);
        } catch (ServletException | RuntimeException failure) {
            if (response.isCommitted() || !comesFromMySql(failure)) {
                throw failure;
            }
            LOG.warn("no login can be looked up in MySQL: {}", Causes.innermost(failure));
            request.setAttribute(MARK, MARK);
            response.sendError(HttpStatus.SERVICE_UNAVAILABLE.value());
        }
    }

    private static boolean comesFromMySql(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException) {
                return true;
            }
        }
        return false;
    }
}
