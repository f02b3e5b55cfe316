package dev.accountrisk.locks;

import io.netty.resolver.DefaultAddressResolverGroup;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.redisson.client.codec.StringCodec;
import org.redisson.config.BaseConfig;
import org.redisson.config.BaseMasterSlaveServersConfig;
import org.redisson.config.Config;
import org.redisson.config.ConstantDelay;
import org.redisson.config.ReadMode;
import org.redisson.config.SingleServerConfig;
import org.redisson.config.SubscriptionMode;
import org.springframework.boot.data.redis.autoconfigure.DataRedisProperties;
import org.springframework.boot.ssl.SslBundle;
import org.springframework.boot.ssl.SslBundles;

/** Turns Spring Boot's settings for Redis, or a YAML file of Redisson's, into Redisson's own configuration. */
final class RedissonSettings {
    private static final int CONNECTIONS_MAX = 8;
    private static final Duration RETRY_DELAY = Duration.ofMillis(50);

    private RedissonSettings() {}

    /** Reads a YAML file of Redisson's. The settings that the locks need are fixed here, whatever the file says. */
    static Config fromFile(Path file) {
        try {
            return forLocks(Config.fromYAML(file.toFile()));
        } catch (IOException | RuntimeException failure) {
            throw new IllegalArgumentException(
                    "account-risk.redis-lock.redisson-file " + file + " is not a configuration of Redisson: "
                            + failure.getMessage(),
                    failure);
        }
    }

    /**
     * Reads Spring Boot's settings: Sentinel where {@code sentinel.master} is set, Cluster where {@code cluster.nodes} is, else one
     * server.
     *
     * @param timeout how long a command may take where {@code spring.data.redis.timeout} is not set
     */
    static Config of(DataRedisProperties redis, SslBundles bundles, Duration timeout) {
        Config config = forLocks(new Config());
        // the JVM resolves the name, as it does MySQL's and Kafka's; Redisson's own resolver does not follow the JVM's settings
        config.setAddressResolverGroupFactory(
                (datagrams, sockets, nameServers) -> DefaultAddressResolverGroup.INSTANCE);
        Server server = Server.of(redis);
        SslBundle bundle = bundle(redis, bundles);
        String scheme = server.encrypted() || bundle != null || redis.getSsl().isEnabled() ? "rediss://" : "redis://";
        config.setUsername(server.username());
        config.setPassword(server.password());
        if (bundle != null) {
            secure(config, bundle);
        }
        Timeouts timeouts = new Timeouts(millis(redis.getTimeout(), timeout),
                millis(redis.getConnectTimeout(), timeout),
                redis.getClientName());
        if (redis.getSentinel() != null) {
            sentinel(config, redis.getSentinel(), server.database(), scheme, timeouts);
        } else if (redis.getCluster() != null) {
            cluster(config, redis.getCluster(), server.database(), scheme, timeouts);
        } else {
            single(config, scheme + server.host() + ":" + server.port(), server.database(), timeouts);
        }
        return config;
    }

    private record Timeouts(int commandMillis, int connectMillis, @Nullable String clientName) {
        void applyTo(BaseConfig<?> servers) {
            servers.setTimeout(commandMillis);
            servers.setConnectTimeout(connectMillis);
            servers.setRetryAttempts(0);
            servers.setRetryDelay(new ConstantDelay(RETRY_DELAY));
            servers.setClientName(clientName);
        }
    }

    private static void single(Config config, String address, int database, Timeouts timeouts) {
        SingleServerConfig server = config.useSingleServer();
        timeouts.applyTo(server);
        server.setAddress(address);
        server.setDatabase(database);
        server.setConnectionMinimumIdleSize(1);
        server.setConnectionPoolSize(CONNECTIONS_MAX);
        server.setSubscriptionConnectionMinimumIdleSize(1);
        server.setSubscriptionConnectionPoolSize(CONNECTIONS_MAX);
    }

    private static void sentinel(Config config, DataRedisProperties.Sentinel sentinel, int database, String scheme,
            Timeouts timeouts) {
        var servers = config.useSentinelServers();
        timeouts.applyTo(servers);
        onMaster(servers);
        servers.setMasterName(Objects.requireNonNull(sentinel.getMaster(),
                "spring.data.redis.sentinel.master must be set where spring.data.redis.sentinel.nodes is"));
        servers.addSentinelAddress(addresses(sentinel.getNodes(), scheme, "spring.data.redis.sentinel.nodes"));
        servers.setSentinelUsername(sentinel.getUsername());
        servers.setSentinelPassword(sentinel.getPassword());
        servers.setDatabase(database);
        // the locks are a hint, so that one Sentinel that answers is enough
        servers.setCheckSentinelsList(false);
    }

    private static void cluster(Config config, DataRedisProperties.Cluster cluster, int database, String scheme,
            Timeouts timeouts) {
        if (database != 0) {
            throw new IllegalArgumentException(
                    "spring.data.redis.database must be 0 with spring.data.redis.cluster.nodes");
        }
        var servers = config.useClusterServers();
        timeouts.applyTo(servers);
        onMaster(servers);
        servers.addNodeAddress(addresses(cluster.getNodes(), scheme, "spring.data.redis.cluster.nodes"));
    }

    /** A lock is taken and released where it is written. */
    private static void onMaster(BaseMasterSlaveServersConfig<?> servers) {
        servers.setReadMode(ReadMode.MASTER);
        servers.setSubscriptionMode(SubscriptionMode.MASTER);
        servers.setMasterConnectionMinimumIdleSize(1);
        servers.setMasterConnectionPoolSize(CONNECTIONS_MAX);
        servers.setSubscriptionConnectionMinimumIdleSize(1);
        servers.setSubscriptionConnectionPoolSize(CONNECTIONS_MAX);
    }

    private static Config forLocks(Config config) {
        // names of locks only: nothing in Redis is ever turned into an object
        config.setCodec(StringCodec.INSTANCE);
        // a worker can start and run without Redis
        config.setLazyInitialization(true);
        // a lock that a fail-over loses costs contention and nothing else, so that no replica is waited for
        config.setCheckLockSyncedSlaves(false);
        config.setThreads(2);
        config.setNettyThreads(4);
        return config;
    }

    /** The name of the server is verified, too: that is Redisson's default, which nothing here weakens. */
    private static void secure(Config config, SslBundle bundle) {
        config.setSslTrustManagerFactory(bundle.getManagers().getTrustManagerFactory());
        if (bundle.getStores().getKeyStore() != null) {
            config.setSslKeyManagerFactory(bundle.getManagers().getKeyManagerFactory());
        }
        if (bundle.getOptions().getEnabledProtocols() != null) {
            config.setSslProtocols(bundle.getOptions().getEnabledProtocols());
        }
        if (bundle.getOptions().getCiphers() != null) {
            config.setSslCiphers(bundle.getOptions().getCiphers());
        }
    }

    private static @Nullable SslBundle bundle(DataRedisProperties redis, SslBundles bundles) {
        String name = redis.getSsl().getBundle();
        return name == null ? null : bundles.getBundle(name);
    }

    private static String[] addresses(@Nullable List<String> nodes, String scheme, String setting) {
        if (nodes == null || nodes.isEmpty()) {
            throw new IllegalArgumentException(setting + " must name at least one host:port");
        }
        return nodes.stream().map(node -> scheme + node.strip()).toArray(String[]::new);
    }

    private static int millis(@Nullable Duration setting, Duration otherwise) {
        return Math.toIntExact((setting == null ? otherwise : setting).toMillis());
    }

    /** One server as it is named by its parts, or by {@code spring.data.redis.url}, which then stands for all of them. */
    private record Server(String host, int port, int database, @Nullable String username, @Nullable String password,
            boolean encrypted) {
        private static final int PORT = 6379;

        static Server of(DataRedisProperties redis) {
            String url = redis.getUrl();
            return url == null
                    ? new Server(redis.getHost(), redis.getPort(), redis.getDatabase(), redis.getUsername(),
                            redis.getPassword(), false)
                    : of(URI.create(url));
        }

        private static Server of(URI url) {
            boolean encrypted = "rediss".equals(url.getScheme());
            if (url.getHost() == null || (!encrypted && !"redis".equals(url.getScheme()))) {
                throw new IllegalArgumentException(
                        "spring.data.redis.url must have the form redis[s]://[[user]:password@]host[:port][/database]");
            }
            String[] user = url.getUserInfo() == null ? new String[0] : url.getUserInfo().split(":", 2);
            String database = url.getPath() == null ? "" : url.getPath().replaceFirst("^/", "");
            return new Server(url.getHost(), url.getPort() < 0 ? PORT : url.getPort(),
                    database.isEmpty() ? 0 : Integer.parseInt(database),
                    user.length == 2 && !user[0].isEmpty() ? user[0] : null, user.length == 2 ? user[1] : null,
                    encrypted);
        }
    }
}
