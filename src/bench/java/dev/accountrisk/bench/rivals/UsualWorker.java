package dev.accountrisk.bench.rivals;

import com.zaxxer.hikari.HikariDataSource;
import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityManagerFactory;
import jakarta.persistence.LockModeType;
import java.util.Collection;
import java.util.Map;
import java.util.Objects;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.redisson.Redisson;
import org.redisson.api.RLock;
import org.redisson.api.RedissonClient;
import org.redisson.config.Config;
import org.springframework.kafka.core.DefaultKafkaConsumerFactory;
import org.springframework.kafka.listener.ConcurrentMessageListenerContainer;
import org.springframework.kafka.listener.ConsumerAwareRebalanceListener;
import org.springframework.kafka.listener.ContainerProperties;
import org.springframework.kafka.listener.DefaultErrorHandler;
import org.springframework.kafka.listener.MessageListener;
import org.springframework.orm.jpa.JpaTransactionManager;
import org.springframework.orm.jpa.LocalContainerEntityManagerFactoryBean;
import org.springframework.orm.jpa.SharedEntityManagerCreator;
import org.springframework.orm.jpa.vendor.HibernateJpaVendorAdapter;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.util.backoff.FixedBackOff;

/**
 * The usual worker: spring-kafka, record by record; for each an {@code RLock}, and inside it a transaction with a pessimistic
 * find and a save. It takes its lock outside the transaction, which is better than usual.
 */
public final class UsualWorker {
    private static final int CONSUMERS = 6;

    private final EntityManager entities;
    private final TransactionTemplate transaction;
    private final RedissonClient redisson;
    private final RiskFields fields = new RiskFields();

    private UsualWorker(EntityManagerFactory factory, RedissonClient redisson) {
        this.entities = SharedEntityManagerCreator.createSharedEntityManager(factory);
        this.transaction = new TransactionTemplate(new JpaTransactionManager(factory));
        this.redisson = redisson;
    }

    /**
     * Runs until it is ended.
     *
     * @param arguments broker, topic, group, database's URL, user, password, Redis's address, records in all
     */
    public static void main(String[] arguments) {
        Config redis = new Config();
        redis.useSingleServer().setAddress(arguments[6]);
        UsualWorker worker = new UsualWorker(entityManagerFactory(arguments), Redisson.create(redis));
        Tally tally = new Tally(Integer.parseInt(arguments[7]));
        ContainerProperties properties = new ContainerProperties(arguments[1]);
        properties.setMessageListener((MessageListener<String, byte[]>) record -> {
            worker.handle(record.value());
            tally.committedOne();
        });
        properties.setConsumerRebalanceListener(new ConsumerAwareRebalanceListener() {
            @Override
            public void onPartitionsAssigned(Consumer<?, ?> consumer, Collection<TopicPartition> partitions) {
                tally.begin();
            }
        });
        ConcurrentMessageListenerContainer<String, byte[]> container = new ConcurrentMessageListenerContainer<>(
                new DefaultKafkaConsumerFactory<>(Map.of(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, arguments[0],
                        ConsumerConfig.GROUP_ID_CONFIG, arguments[2], ConsumerConfig.AUTO_OFFSET_RESET_CONFIG,
                        "earliest"), new StringDeserializer(), new ByteArrayDeserializer()),
                properties);
        container.setConcurrency(CONSUMERS);
        container.setCommonErrorHandler(new DefaultErrorHandler(new FixedBackOff(0, FixedBackOff.UNLIMITED_ATTEMPTS)));
        container.start();
    }

    private static EntityManagerFactory entityManagerFactory(String[] arguments) {
        HikariDataSource dataSource = new HikariDataSource();
        dataSource.setJdbcUrl(arguments[3]);
        dataSource.setUsername(arguments[4]);
        dataSource.setPassword(arguments[5]);
        LocalContainerEntityManagerFactoryBean factory = new LocalContainerEntityManagerFactoryBean();
        factory.setDataSource(dataSource);
        factory.setPackagesToScan(UsualWorker.class.getPackageName());
        factory.setJpaVendorAdapter(new HibernateJpaVendorAdapter());
        factory.afterPropertiesSet();
        return Objects.requireNonNull(factory.getObject());
    }

    private void handle(byte[] value) {
        RiskRow update = fields.read(value);
        RLock lock = redisson.getLock("usual:" + update.accountUuid());
        lock.lock();
        try {
            transaction.executeWithoutResult(_ -> {
                UsualRow row = entities.find(UsualRow.class, update.accountUuid(), LockModeType.PESSIMISTIC_WRITE);
                if (row == null) {
                    entities.persist(new UsualRow(update));
                } else {
                    row.take(update);
                }
            });
        } finally {
            lock.unlock();
        }
    }
}
