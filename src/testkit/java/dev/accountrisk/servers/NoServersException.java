package dev.accountrisk.servers;

/** MySQL, Kafka and Redis cannot be started here; the message says why, and what would help. */
public final class NoServersException extends IllegalStateException {

    NoServersException(String why) {
        this(why, null);
    }

    NoServersException(String why, @org.jspecify.annotations.Nullable Throwable cause) {
        super("""
                MySQL, Kafka and Redis are needed, and %s.
                Any one of these provides them:
                  - a container engine that answers (Docker, Podman with its Docker socket), with the images %s,
                    %s and %s;
                  - mysqld (MySQL 8.4 or later) and redis-server (7 or later) on the PATH: Kafka comes from Maven;
                  - a Debian machine with apt-get and a configured mirror: the two are unpacked from packages into a
                    cache folder, without root.
                %s=auto|containers|local (environment or system property) forces one of them.""".formatted(why,
                ContainerImages.MYSQL, ContainerImages.KAFKA, ContainerImages.REDIS, ServerChoice.SETTING), cause);
    }
}
