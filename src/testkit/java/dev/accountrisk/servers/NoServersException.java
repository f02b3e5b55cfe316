package dev.accountrisk.servers;

/** No MySQL, Kafka and Redis can be had here; says why, and what would help. */
public final class NoServersException extends IllegalStateException {

    NoServersException(String why) {
        this(why, null);
    }

    NoServersException(String why, @org.jspecify.annotations.Nullable Throwable cause) {
        super("""
                MySQL, Kafka and Redis are needed, and %s.
                Any one of these gives them:
                  - a container engine that answers (Docker, Podman with its Docker socket), with the images mysql:9.7,
                    apache/kafka:4.2.1 and redis:8;
                  - mysqld (MySQL 8.4 or later) and redis-server (7 or later) on the PATH: Kafka comes from Maven;
                  - a Debian machine with apt-get and a configured mirror: the two are unpacked from packages into a
                    cache folder, without root.
                %s=auto|containers|local (environment or system property) forces one way.""".formatted(why,
                ServerChoice.SETTING), cause);
    }
}
