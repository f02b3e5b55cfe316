package dev.accountrisk.lab.reported;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.accountrisk.servers.TestServers;
import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityManagerFactory;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicLong;
import javax.sql.DataSource;
import org.redisson.Redisson;
import org.redisson.api.RedissonClient;
import org.redisson.config.Config;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.orm.jpa.JpaTransactionManager;
import org.springframework.orm.jpa.LocalContainerEntityManagerFactoryBean;
import org.springframework.orm.jpa.SharedEntityManagerCreator;
import org.springframework.orm.jpa.vendor.HibernateJpaVendorAdapter;
import org.springframework.transaction.support.TransactionTemplate;

/** What the reported programs ran on: their tables, a pool at the server's default isolation, JPA and Redisson. */
final class ReportedDatabase implements AutoCloseable {
    private static final String NAME = "reported_failures";
    private static final String MAPPING = "dev/accountrisk/lab/reported/orm.xml";

    private final HikariDataSource dataSource;
    private final EntityManagerFactory entityManagers;
    private final RedissonClient redisson;
    private final AtomicLong ids = new AtomicLong();

    ReportedDatabase() {
        var mysql = TestServers.shared().mysql();
        mysql.createDatabase(NAME);
        var pool = new HikariConfig();
        pool.setJdbcUrl(mysql.jdbcUrl(NAME));
        pool.setUsername(mysql.username());
        pool.setPassword(mysql.password());
        pool.setMaximumPoolSize(20);
        // fifty seconds by default, so as it was reported; one second shows the same
        pool.setConnectionInitSql("SET SESSION innodb_lock_wait_timeout = 1");
        dataSource = new HikariDataSource(pool);
        for (String table : List.of(TokenBalances.TABLE, CoinAccounts.TABLE, BookShelf.TABLE, RiskHandler.TABLE)) {
            jdbc().execute(table);
        }
        entityManagers = entityManagers(dataSource);
        var redis = TestServers.shared().redis();
        var config = new Config();
        config.useSingleServer()
                .setAddress("redis://" + redis.host() + ":" + redis.port())
                .setConnectionMinimumIdleSize(1);
        redisson = Redisson.create(config);
    }

    private static EntityManagerFactory entityManagers(DataSource dataSource) {
        var factory = new LocalContainerEntityManagerFactoryBean();
        factory.setPersistenceUnitName(NAME);
        factory.setDataSource(dataSource);
        factory.setJpaVendorAdapter(new HibernateJpaVendorAdapter());
        factory.setMappingResources(MAPPING);
        factory.afterPropertiesSet();
        return Objects.requireNonNull(factory.getObject());
    }

    DataSource dataSource() {
        return dataSource;
    }

    JdbcTemplate jdbc() {
        return new JdbcTemplate(dataSource);
    }

    /** The entity manager of the transaction that is open, as Spring injects it. */
    EntityManager entities() {
        return SharedEntityManagerCreator.createSharedEntityManager(entityManagers);
    }

    TransactionTemplate jpaTransaction() {
        return new TransactionTemplate(new JpaTransactionManager(entityManagers));
    }

    RedissonClient redisson() {
        return redisson;
    }

    String freshId() {
        return "id-" + ids.incrementAndGet();
    }

    @Override
    public void close() {
        redisson.shutdown();
        entityManagers.close();
        dataSource.close();
    }
}
