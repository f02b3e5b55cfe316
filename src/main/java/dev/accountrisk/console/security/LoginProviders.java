package dev.accountrisk.console.security;

import dev.accountrisk.database.Causes;
import dev.accountrisk.text.PrintableText;
import java.net.URI;
import java.util.ArrayList;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentSkipListSet;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.boot.security.oauth2.client.autoconfigure.OAuth2ClientProperties;
import org.springframework.boot.security.oauth2.client.autoconfigure.OAuth2ClientPropertiesMapper;
import org.springframework.context.event.EventListener;
import org.springframework.security.oauth2.client.registration.ClientRegistration;
import org.springframework.security.oauth2.client.registration.ClientRegistrationRepository;
import org.springframework.security.oauth2.client.registration.InMemoryClientRegistrationRepository;
import org.springframework.security.oauth2.client.registration.SupplierClientRegistrationRepository;

/**
 * The providers of logins. They are asked for their addresses after the start, and again at each login until they have answered: the
 * console starts without them, so that the users of the file can work.
 */
class LoginProviders implements ClientRegistrationRepository {
    private static final Logger LOG = LoggerFactory.getLogger(LoginProviders.class);

    private final OAuth2ClientProperties settings;
    private final SupplierClientRegistrationRepository registrations;
    private final Set<String> origins = new ConcurrentSkipListSet<>();

    LoginProviders(OAuth2ClientProperties settings) {
        this.settings = settings;
        settings.getProvider()
                .values()
                .stream()
                .map(OAuth2ClientProperties.Provider::getIssuerUri)
                .filter(Objects::nonNull)
                .forEach(issuer -> origins.add(origin(issuer)));
        this.registrations = new SupplierClientRegistrationRepository(() -> new InMemoryClientRegistrationRepository(
                new ArrayList<>(new OAuth2ClientPropertiesMapper(settings).asClientRegistrations().values())));
    }

    /** What the login page says, by the id of the registration. */
    Map<String, String> names() {
        Map<String, String> names = new TreeMap<>();
        settings.getRegistration()
                .forEach((id, registration) -> names.put(id,
                        Objects.requireNonNullElse(registration.getClientName(), id)));
        return names;
    }

    /**
     * Where a browser is sent to at a logout: scheme, host and port of each provider, and of its address for logouts, once it has
     * answered.
     */
    String origins() {
        return String.join(" ", origins);
    }

    private static String origin(String address) {
        URI uri = URI.create(address);
        return uri.getScheme() + "://" + uri.getAuthority();
    }

    /** Null for one that the settings do not name, and while the provider does not answer; the log says so. */
    @Override
    public @Nullable ClientRegistration findByRegistrationId(String id) {
        if (!settings.getRegistration().containsKey(id)) {
            return null;
        }
        try {
            ClientRegistration found = registrations.findByRegistrationId(id);
            if (found != null && found.getProviderDetails()
                    .getConfigurationMetadata()
                    .get("end_session_endpoint") instanceof String logout) {
                origins.add(origin(logout));
            }
            return found;
        } catch (RuntimeException away) {
            LOG.warn("the login provider does not answer, nobody can log in by it: {}",
                    PrintableText.escape(Causes.innermost(away)));
            return null;
        }
    }

    @EventListener
    void askAtStart(ApplicationReadyEvent started) {
        Thread.ofVirtual().name("login-providers").start(() -> {
            for (String id : settings.getRegistration().keySet()) {
                if (findByRegistrationId(id) != null) {
                    LOG.info("the login provider {} answers", id);
                }
            }
        });
    }
}
