package dev.accountrisk.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.accountrisk.servers.TestServers;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ExecutionException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ScramCredentialInfo;
import org.apache.kafka.clients.admin.ScramMechanism;
import org.apache.kafka.clients.admin.UserScramCredentialAlteration;
import org.apache.kafka.clients.admin.UserScramCredentialUpsertion;
import org.apache.kafka.common.acl.AccessControlEntry;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.acl.AclPermissionType;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourcePattern;
import org.apache.kafka.common.resource.ResourceType;
import org.apache.kafka.common.security.scram.ScramLoginModule;

/** Turns a trio of plain servers into what production has: certificates, identities, rights. Local processes only. */
public final class SecureServers {
    /** Who the worker is in Kafka and in Redis. */
    public static final String USER = "account-risk-worker";
    /** The user's password in Kafka and in Redis, at first. */
    public static final String PASSWORD = "worker-in-kafka-and-redis";
    /** The certificate that the servers show. */
    public static final String SERVER = "server";
    static final String HOST = "127.0.0.1";
    /** The names in {@code overlays/production}, and the address for tests without a cluster. */
    private static final String NAMES = "ip:127.0.0.1,dns:mysql.mysql.svc,dns:kafka-bootstrap.kafka.svc,dns:redis.redis.svc";
    private static final Pattern ACL_LINE = Pattern.compile("^acls (.*) --(topic|group) (\\S+)$", Pattern.MULTILINE);

    final TestServers servers;
    final Certificates certificates;
    final int scramPort = WorkerUnderTest.freePort();
    final int mutualPort = WorkerUnderTest.freePort();
    final int redisTlsPort = WorkerUnderTest.freePort();

    /**
     * The servers, with an authority of their own that nothing shows yet.
     *
     * @param dir where its files are made
     */
    public SecureServers(TestServers servers, Path dir) throws IOException, InterruptedException {
        this.servers = servers;
        certificates = newCertificates(dir);
        certificates.sign("elsewhere", "dns:elsewhere.example");
    }

    /** A new authority with a certificate for the servers and one for the worker. */
    public static Certificates newCertificates(Path dir) throws IOException, InterruptedException {
        Certificates made = new Certificates(dir);
        made.sign(SERVER, NAMES);
        made.sign(USER, "dns:worker.example");
        return made;
    }

    /** The authority that the servers have at first. */
    public Certificates certificates() {
        return certificates;
    }

    /** The port at which Kafka takes a password. */
    public int scramPort() {
        return scramPort;
    }

    /** The port at which Redis encrypts. */
    public int redisTlsPort() {
        return redisTlsPort;
    }

    /** MySQL shows a certificate. The sessions stay. */
    public void secureMySql(String certificate) throws SQLException, IOException, GeneralSecurityException {
        secureMySql(certificates, certificate);
    }

    private void secureMySql(Certificates from, String certificate)
            throws SQLException, IOException, GeneralSecurityException {
        try (var connection = servers.mysql().connect(""); var statement = connection.createStatement()) {
            statement.execute("SET GLOBAL ssl_ca = '" + from.authorityPem() + "'");
            statement.execute("SET GLOBAL ssl_cert = '" + from.certificatePem(certificate) + "'");
            statement.execute("SET GLOBAL ssl_key = '" + from.keyPem(certificate) + "'");
            statement.execute("ALTER INSTANCE RELOAD TLS");
        }
    }

    /** MySQL shows a new certificate and trusts clients of its authority only. The sessions stay. */
    public void renewMySql(Certificates next) throws Exception {
        secureMySql(next, SERVER);
    }

    /** The broker starts again, shows a new certificate and trusts clients of its authority only. */
    public void renewKafka(Certificates next) throws Exception {
        next.replaceKeyStore(certificates.keyStore(SERVER), SERVER);
        Certificates.trust(certificates.trustStore(), next);
        restartKafka();
    }

    /** The broker starts again; the records stay. */
    public void restartKafka() {
        servers.kafka().kill();
        servers.kafka().start();
    }

    /** Kafka knows one password of a user: connections that are open stay. */
    public void changeKafkaPassword(String password) throws Exception {
        try (Admin admin = servers.kafka().admin()) {
            List<UserScramCredentialAlteration> users = List.of(new UserScramCredentialUpsertion(USER,
                    new ScramCredentialInfo(ScramMechanism.SCRAM_SHA_512, 4096), password));
            admin.alterUserScramCredentials(users).all().get();
        }
    }

    /** Redis shows a new certificate, and the worker's connections end. */
    public void renewRedis(Certificates next) throws Exception {
        redis("CONFIG SET tls-cert-file %s tls-key-file %s tls-ca-cert-file %s".formatted(next.certificatePem(SERVER),
                next.keyPem(SERVER), next.authorityPem()));
        endRedisConnections();
    }

    /** Redis forgets the old password, and the worker's connections end. */
    public void changeRedisPassword(String password) {
        redis("ACL SETUSER " + USER + " resetpass >" + password);
        endRedisConnections();
    }

    private void endRedisConnections() {
        assertThat(servers.redis().command("CLIENT KILL USER " + USER)).startsWith(":");
    }

    /** Without any version of the protocol the server runs without encryption. */
    void setMySqlVersions(String versions) throws SQLException {
        try (var connection = servers.mysql().connect(""); var statement = connection.createStatement()) {
            statement.execute("SET GLOBAL tls_version = '" + versions + "'");
            statement.execute("ALTER INSTANCE RELOAD TLS NO ROLLBACK ON ERROR");
        }
    }

    /** The plain listener stays for the test itself, which is the administrator there. */
    void secureKafka(Path home) throws Exception {
        secureKafka(home, HOST + ":" + scramPort);
    }

    /**
     * The same for clients that reach the broker at another address.
     *
     * @param home where the servers' data is
     * @param advertised the address that the broker tells clients with a password, as {@code host:port}
     */
    public void secureKafka(Path home, String advertised) throws Exception {
        Path settings = home.resolve("kafka").resolve("server.properties");
        servers.kafka().kill();
        String plain = Files.readString(settings);
        String listeners = "SASL_SSL://%1$s:%2$d,SSL://%1$s:%3$d,CONTROLLER:".formatted(HOST, scramPort, mutualPort);
        Files.writeString(settings, plain.replaceFirst("CONTROLLER:", listeners)
                .replace("listener.security.protocol.map=", "listener.security.protocol.map=SASL_SSL:SASL_SSL,SSL:SSL,")
                + """
                        sasl.enabled.mechanisms=SCRAM-SHA-512
                        listener.name.sasl_ssl.scram-sha-512.sasl.jaas.config=%4$s required;
                        ssl.keystore.type=PKCS12
                        ssl.keystore.location=%1$s
                        ssl.keystore.password=%3$s
                        ssl.truststore.type=PKCS12
                        ssl.truststore.location=%2$s
                        ssl.truststore.password=%3$s
                        listener.name.ssl.ssl.client.auth=required
                        authorizer.class.name=org.apache.kafka.metadata.authorizer.StandardAuthorizer
                        super.users=User:ANONYMOUS
                        advertised.listeners=PLAINTEXT://%5$s,SSL://%6$s,SASL_SSL://%7$s
                        """.formatted(certificates.keyStore(SERVER), certificates.trustStore(),
                        Certificates.PASSWORD, ScramLoginModule.class.getName(), servers.kafka().bootstrapServers(),
                        HOST + ":" + mutualPort, advertised));
        servers.kafka().start();
        changeKafkaPassword(PASSWORD);
        try (Admin admin = servers.kafka().admin()) {
            grant(admin, USER);
            grant(admin, "CN=" + USER);
        }
    }

    /** The rights that the file of the project lists, and no other. */
    private static void grant(Admin admin, String user) throws IOException, ExecutionException, InterruptedException {
        List<AclBinding> bindings = new ArrayList<>();
        Matcher line = ACL_LINE.matcher(Files.readString(Path.of("deploy", "kafka", "acls.sh")));
        while (line.find()) {
            ResourcePattern resource = new ResourcePattern(
                    ResourceType.valueOf(line.group(2).toUpperCase(Locale.ROOT)), line.group(3), PatternType.LITERAL);
            for (String operation : line.group(1).replace("--operation", "").strip().split("\\s+", -1)) {
                bindings.add(new AclBinding(resource, new AccessControlEntry("User:" + user, "*",
                        AclOperation.valueOf(operation.toUpperCase(Locale.ROOT)), AclPermissionType.ALLOW)));
            }
        }
        assertThat(bindings).hasSizeGreaterThan(8);
        admin.createAcls(bindings).all().get();
    }

    /** From here on Redis takes encrypted connections of the one user only. */
    void secureRedis() throws Exception {
        encryptRedis();
        redis("ACL SETUSER default off");
    }

    /** The administrator may still come without encryption. */
    public void encryptRedis() throws Exception {
        redis("CONFIG SET tls-cert-file %s tls-key-file %s tls-ca-cert-file %s tls-auth-clients no tls-port %d"
                .formatted(
                        certificates.certificatePem(SERVER), certificates.keyPem(SERVER), certificates.authorityPem(),
                        redisTlsPort));
        List<String> rules = Files.readAllLines(Path.of("deploy", "redis", "users.acl"));
        assertThat(rules).contains("user default off");
        for (String rule : rules) {
            if (rule.startsWith("user default")) {
                continue;
            }
            redis(rule.replaceFirst("^user ", "ACL SETUSER ").replace("REPLACE-ME", PASSWORD));
        }
    }

    private void redis(String command) {
        assertThat(servers.redis().command(command)).as(command).isEqualTo("+OK");
    }
}
