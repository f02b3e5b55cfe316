package dev.accountrisk.app.settings;

import com.zaxxer.hikari.HikariDataSource;
import dev.accountrisk.database.PreparedSessions;
import dev.accountrisk.ingest.LiveConsumer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;

/**
 * The times that an operator may set and that depend on each other. Each step that waits must give up before the step that waits for
 * it: a statement before its batch, a batch before its consumer, a consumer before the process.
 *
 * @param lockWait       how long a batch waits for Redis
 * @param connectionWait how long it waits for a connection to MySQL
 * @param answerWait     how long it waits for an answer from MySQL; zero for ever
 * @param keepalive      how long a connection may be idle until the pool uses it; zero for ever
 * @param pollInterval   how long a consumer may go without a poll until the group removes it
 * @param linger         how long a producer waits for more records
 */
public record TimeLimits(Duration lockWait, Duration connectionWait, Duration answerWait, Duration keepalive,
        Duration pollInterval, Duration linger) {
    /** How long one request of the producer of due holds may take. */
    public static final Duration EXPIRY_REQUEST_MAX = Duration.ofSeconds(10);
    /** How long it tries to send one record. */
    public static final Duration EXPIRY_DELIVERY_MAX = Duration.ofSeconds(20);

    private static final String LOCK_WAIT = "account-risk.redis-lock.wait-max";
    private static final String CONNECTION_WAIT = "spring.datasource.hikari.connection-timeout";
    private static final String ANSWER_WAIT = "spring.datasource.hikari.data-source-properties.socketTimeout";
    private static final String KEEPALIVE = "spring.datasource.hikari.keepalive-time";
    private static final String POLL_INTERVAL = "spring.kafka.consumer.properties.max.poll.interval.ms";
    private static final String LINGER = "spring.kafka.producer.properties.linger.ms";
    private static final String SOCKET_TIMEOUT = "socketTimeout";

    /** Reads the limits as they apply. The pool's properties have precedence over the parameters of its URL. */
    public static TimeLimits of(Duration lockWait, HikariDataSource pool, Map<String, Object> consumer,
            Map<String, Object> producer) {
        return new TimeLimits(lockWait, Duration.ofMillis(pool.getConnectionTimeout()),
                millis(pool.getDataSourceProperties().getOrDefault(SOCKET_TIMEOUT, 0)),
                Duration.ofMillis(pool.getKeepaliveTime()),
                Duration.ofMillis(new ConsumerConfig(consumer).getInt(ConsumerConfig.MAX_POLL_INTERVAL_MS_CONFIG)),
                Duration.ofMillis(new ProducerConfig(producer).getLong(ProducerConfig.LINGER_MS_CONFIG)));
    }

    private static Duration millis(Object value) {
        return Duration.ofMillis(Long.parseLong(String.valueOf(value)));
    }

    /**
     * Checks that the producer of due holds can be made.
     *
     * @throws RefusedSettingException with the setting and the rule
     */
    public void requireSendable() {
        if (linger.plus(EXPIRY_REQUEST_MAX).compareTo(EXPIRY_DELIVERY_MAX) > 0) {
            throw new RefusedSettingException(LINGER + " is " + text(linger) + " and must be at most "
                    + text(EXPIRY_DELIVERY_MAX.minus(EXPIRY_REQUEST_MAX))
                    + ": the producer of due holds gives a record up after "
                    + text(EXPIRY_DELIVERY_MAX) + ", and one request takes up to "
                    + text(EXPIRY_REQUEST_MAX));
        }
    }

    /** The rules that the limits break, each with the settings. No record is lost, but recovery takes longer than it should. */
    public List<String> brokenRules() {
        List<String> broken = new ArrayList<>();
        if (answerWait.compareTo(PreparedSessions.LOCK_WAIT_MAX) <= 0) {
            broken.add(ANSWER_WAIT + " is " + text(answerWait) + " and should be more than "
                    + text(PreparedSessions.LOCK_WAIT_MAX)
                    + " (innodb_lock_wait_timeout of the worker's sessions; 0 waits for ever): MySQL should be able to"
                    + " refuse a row lock before the connection is given up");
        }
        if (lockWait.plus(connectionWait).plus(answerWait).compareTo(LiveConsumer.WRITERS_AWAIT_MAX) >= 0) {
            broken.add(LOCK_WAIT + " + " + CONNECTION_WAIT + " + " + ANSWER_WAIT + " are " + text(lockWait) + " + "
                    + text(connectionWait) + " + " + text(answerWait) + " and should be less than "
                    + text(LiveConsumer.WRITERS_AWAIT_MAX)
                    + " together: a batch should give up before its consumer does, which waits for it that long when a"
                    + " partition is revoked or the worker ends");
        }
        if (pollInterval.compareTo(LiveConsumer.WRITERS_AWAIT_MAX) <= 0) {
            broken.add(POLL_INTERVAL + " is " + text(pollInterval) + " and should be more than "
                    + text(LiveConsumer.WRITERS_AWAIT_MAX)
                    + ": a consumer waits that long for the batch of a revoked partition, and should still be a member"
                    + " afterwards");
        }
        if (!keepalive.isPositive() || keepalive.compareTo(PreparedSessions.IDLE_MAX) >= 0) {
            broken.add(KEEPALIVE + " is " + text(keepalive) + " and should be more than 0 and less than "
                    + text(PreparedSessions.IDLE_MAX)
                    + " (wait_timeout of the worker's sessions): MySQL closes connections that are idle for that long");
        }
        return broken;
    }

    private static String text(Duration duration) {
        return duration.toMillis() + " ms";
    }
}
