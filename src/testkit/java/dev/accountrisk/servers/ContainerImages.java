package dev.accountrisk.servers;

/** The images that the servers run in where there is a container engine; {@code deploy/compose.yaml} has the same. */
final class ContainerImages {
    static final String MYSQL = "mysql:9.7";
    static final String KAFKA = "apache/kafka:4.2.1";
    static final String REDIS = "redis:8";

    private ContainerImages() {}
}
