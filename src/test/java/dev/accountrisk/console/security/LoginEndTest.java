package dev.accountrisk.console.security;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.springframework.mock.web.MockFilterChain;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;

/** A login ends, however much it is used. */
class LoginEndTest {
    private static boolean endsAfter(Duration age) throws Exception {
        MockHttpServletRequest request = new MockHttpServletRequest();
        Objects.requireNonNull(request.getSession()).setAttribute("login", "ana");
        MockFilterChain rest = new MockFilterChain();
        new LoginEnd(Duration.ofHours(12), Clock.offset(Clock.systemUTC(), age)).doFilter(request,
                new MockHttpServletResponse(), rest);
        assertThat(rest.getRequest()).as("the page is asked for in each case").isNotNull();
        return request.getSession(false) == null;
    }

    @Test
    void aLoginLastsForSomeHoursAndNoLonger() throws Exception {
        assertThat(endsAfter(Duration.ofHours(11))).isFalse();
        assertThat(endsAfter(Duration.ofHours(13))).isTrue();
    }

    @Test
    void whoHasNoSessionGetsNone() throws Exception {
        MockHttpServletRequest request = new MockHttpServletRequest();
        new LoginEnd(Duration.ofHours(12), Clock.systemUTC()).doFilter(request, new MockHttpServletResponse(),
                new MockFilterChain());
        assertThat(request.getSession(false)).isNull();
    }
}
