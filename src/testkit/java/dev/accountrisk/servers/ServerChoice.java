package dev.accountrisk.servers;

import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.testcontainers.DockerClientFactory;

/** The decision itself: containers where an engine answers, else processes of this machine, else a clear word. */
enum ServerChoice {
    AUTO, CONTAINERS, LOCAL;

    static final String SETTING = "ACCOUNT_RISK_SERVERS";

    /** The system property goes before the environment. */
    static ServerChoice fromSettings() {
        String property = System.getProperty(SETTING);
        return parse(property == null ? System.getenv(SETTING) : property);
    }

    static ServerChoice parse(@Nullable String text) {
        if (text == null || text.isBlank()) {
            return AUTO;
        }
        try {
            return valueOf(text.strip().toUpperCase(Locale.ROOT));
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(SETTING + " is auto, containers or local, not " + text, e);
        }
    }

    ServerSource open() {
        return switch (this) {
            case CONTAINERS -> containers();
            case LOCAL -> local();
            case AUTO -> engineAnswers() ? containers() : local();
        };
    }

    private static ServerSource containers() {
        if (!engineAnswers()) {
            throw new NoServersException("no container engine answers, and " + SETTING + " asks for containers");
        }
        return new ContainerServers();
    }

    private static ServerSource local() {
        return new LocalServers(LocalPrograms.find(ServerCache.ofUser()));
    }

    private static boolean engineAnswers() {
        return ContainerEngine.mayBeThere() && DockerClientFactory.instance().isDockerAvailable();
    }
}
