package dev.accountrisk.app.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.zaxxer.hikari.HikariDataSource;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.diagnostics.FailureAnalyzer;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.boot.kafka.autoconfigure.KafkaAutoConfiguration;
import org.springframework.boot.test.context.ConfigDataApplicationContextInitializer;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.core.io.support.SpringFactoriesLoader;
import org.springframework.kafka.core.ConsumerFactory;
import org.springframework.kafka.core.ProducerFactory;

/** Times that depend on each other are reported where an earlier one is not below the next, with the settings and the rule. */
class TimeLimitsTest {
    private static final String URL = "spring.datasource.url=jdbc:mysql://127.0.0.1:1/none";

    private final ApplicationContextRunner runner = new ApplicationContextRunner()
            .withInitializer(new ConfigDataApplicationContextInitializer())
            .withConfiguration(AutoConfigurations.of(DataSourceAutoConfiguration.class, KafkaAutoConfiguration.class));

    @Test
    void theDefaultsFit() {
        runner.withPropertyValues(URL).run(context -> {
            TimeLimits limits = limits(context.getBean(HikariDataSource.class), context.getBean(ConsumerFactory.class),
                    context.getBean(ProducerFactory.class));
            assertThat(limits.answerWait()).isEqualTo(Duration.ofSeconds(15));
            assertThat(limits.pollInterval()).isEqualTo(Duration.ofMinutes(5));
            assertThatCode(limits::requireSendable).doesNotThrowAnyException();
            assertThat(limits.brokenRules()).isEmpty();
        });
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            spring.datasource.hikari.data-source-properties.socketTimeout=18000 | should be less than 20000 ms together
            spring.datasource.hikari.data-source-properties.socketTimeout=0     | should be more than 3000 ms
            spring.datasource.hikari.data-source-properties.socketTimeout=3000  | should be more than 3000 ms
            spring.datasource.hikari.connection-timeout=5000                    | should be less than 20000 ms together
            spring.datasource.hikari.keepalive-time=90000                       | should be more than 0 and less than 90000 ms
            spring.datasource.hikari.keepalive-time=0                           | should be more than 0 and less than 90000 ms
            spring.kafka.consumer.properties.max.poll.interval.ms=20000         | should be more than 20000 ms
            spring.kafka.properties.max.poll.interval.ms=9000                   | should be more than 20000 ms
            """)
    void whatDoesNotFitIsNamedWithTheRule(String setting, String rule) {
        runner.withPropertyValues(URL, setting).run(context -> {
            TimeLimits limits = limits(context.getBean(HikariDataSource.class), context.getBean(ConsumerFactory.class),
                    context.getBean(ProducerFactory.class));
            String name = setting.substring(setting.lastIndexOf('.', setting.indexOf('=')) + 1, setting.indexOf('='));
            assertThat(limits.brokenRules()).singleElement().asString().contains(name, rule);
        });
    }

    @Test
    void aLingerWithWhichNoDueHoldCouldBeSentIsRefused() {
        runner.withPropertyValues(URL, "spring.kafka.producer.properties.linger.ms=10001").run(context -> {
            TimeLimits limits = limits(context.getBean(HikariDataSource.class), context.getBean(ConsumerFactory.class),
                    context.getBean(ProducerFactory.class));
            assertThatIllegalArgumentException().isThrownBy(limits::requireSendable)
                    .withMessageContaining("linger.ms is 10001 ms and must be at most 10000 ms");
        });
    }

    @Test
    void theWaitForRedisIsPartOfABatch() {
        assertThat(new TimeLimits(Duration.ofSeconds(3), Duration.ofSeconds(2), Duration.ofSeconds(15),
                Duration.ofSeconds(30), Duration.ofMinutes(5), Duration.ZERO).brokenRules())
                .containsExactly("account-risk.redis-lock.wait-max + spring.datasource.hikari.connection-timeout +"
                        + " spring.datasource.hikari.data-source-properties.socketTimeout are 3000 ms + 2000 ms + 15000 ms"
                        + " and should be less than 20000 ms together: a batch should give up before its consumer does, which"
                        + " waits for it that long when a partition is revoked or the worker ends");
    }

    @Test
    void theRefusalIsAllThatIsPrinted() {
        assertThat(new RefusedSettingAnalyzer()
                .analyze(new IllegalStateException(new RefusedSettingException("the rule"))))
                .extracting(FailureAnalysis::getDescription)
                .isEqualTo("the rule");
        assertThat(SpringFactoriesLoader.forDefaultResourceLocation()
                .load(FailureAnalyzer.class,
                        SpringFactoriesLoader.FailureHandler.handleMessage((message, failure) -> {})))
                .hasAtLeastOneElementOfType(RefusedSettingAnalyzer.class);
    }

    private static TimeLimits limits(HikariDataSource pool, ConsumerFactory<?, ?> consumers,
            ProducerFactory<?, ?> producers) {
        return TimeLimits.of(Duration.ofMillis(250), pool, consumers.getConfigurationProperties(),
                producers.getConfigurationProperties());
    }
}
