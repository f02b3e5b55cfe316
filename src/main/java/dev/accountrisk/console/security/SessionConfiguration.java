package dev.accountrisk.console.security;

import java.time.Duration;
import java.util.Objects;
import org.springframework.boot.session.autoconfigure.SessionTimeout;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Primary;
import org.springframework.core.convert.support.GenericConversionService;
import org.springframework.session.config.SessionRepositoryCustomizer;
import org.springframework.session.jdbc.JdbcIndexedSessionRepository;
import org.springframework.session.jdbc.MySqlJdbcIndexedSessionRepositoryCustomizer;
import org.springframework.session.web.http.CookieHttpSessionIdResolver;
import org.springframework.session.web.http.CookieSerializer;
import org.springframework.session.web.http.HttpSessionIdResolver;

/** Logins are kept in MySQL by Spring Session, so that every replica of the console knows them, and a restart ends none. */
@Configuration(proxyBeanMethods = false)
class SessionConfiguration {
    /** Whoever did not log in needs a session only until the form is sent. */
    private static final Duration BEFORE_LOGIN = Duration.ofMinutes(30);

    /** Two requests of one browser may add the same attribute at a time. */
    @Bean
    SessionRepositoryCustomizer<JdbcIndexedSessionRepository> upserts() {
        return new MySqlJdbcIndexedSessionRepositoryCustomizer();
    }

    /** Boot makes the serializer of the cookie, with its settings, only beside such a bean. */
    @Bean
    CookieHttpSessionIdResolver sessionCookies() {
        return new CookieHttpSessionIdResolver();
    }

    @Bean
    @Primary
    HttpSessionIdResolver sessionsOfPages(CookieHttpSessionIdResolver cookies, CookieSerializer serializer) {
        cookies.setCookieSerializer(serializer);
        return new SessionsOfPages(cookies);
    }

    /** {@link LoginTime} makes it longer. */
    @Bean
    SessionRepositoryCustomizer<JdbcIndexedSessionRepository> shortBeforeLogin() {
        return sessions -> sessions.setDefaultMaxInactiveInterval(BEFORE_LOGIN);
    }

    @Bean
    LoginTime loginTime(SessionTimeout time) {
        return new LoginTime(Objects.requireNonNull(time.getTimeout()));
    }

    /** Spring Session asks for it by its name. It is for nobody else. */
    @Bean(defaultCandidate = false)
    GenericConversionService springSessionConversionService() {
        GenericConversionService conversions = new GenericConversionService();
        conversions.addConverter(new StoredAttributes());
        return conversions;
    }
}
