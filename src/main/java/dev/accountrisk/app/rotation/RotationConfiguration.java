package dev.accountrisk.app.rotation;

import com.zaxxer.hikari.HikariDataSource;
import dev.accountrisk.locks.RedisPassword;
import java.util.Objects;
import org.apache.kafka.common.config.SaslConfigs;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.kafka.autoconfigure.KafkaProperties;
import org.springframework.boot.ssl.DefaultSslBundleRegistry;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Passwords and certificates that clients read anew when they connect. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(RotationProperties.class)
public class RotationConfiguration {
    @Bean
    static BeanPostProcessor renewedBundles() {
        return new BeanPostProcessor() {
            @Override
            public Object postProcessAfterInitialization(Object bean, String name) {
                return bean instanceof DefaultSslBundleRegistry registry ? new RenewedBundles(registry) : bean;
            }
        };
    }

    /** Every client of Kafka is made of these properties. */
    @Bean
    static BeanPostProcessor kafkaPassword(ObjectProvider<RotationProperties> rotation) {
        return new BeanPostProcessor() {
            @Override
            public Object postProcessAfterInitialization(Object bean, String name) {
                if (bean instanceof KafkaProperties kafka && rotation.getObject().kafkaPasswordFile() != null) {
                    kafka.getProperties()
                            .put(SaslConfigs.SASL_CLIENT_CALLBACK_HANDLER_CLASS, KafkaPassword.class.getName());
                    kafka.getProperties()
                            .put(KafkaPassword.FILE, String.valueOf(rotation.getObject().kafkaPasswordFile()));
                }
                return bean;
            }
        };
    }

    @Bean
    @ConditionalOnProperty("account-risk.rotation.redis-password-file")
    RedisPassword redisPassword(RotationProperties properties) {
        return new SecretFile(Objects.requireNonNull(properties.redisPasswordFile()))::read;
    }

    @Bean
    @ConditionalOnProperty("account-risk.rotation.database-password-file")
    DatabasePassword databasePassword(RotationProperties properties, HikariDataSource pool) {
        return new DatabasePassword(Objects.requireNonNull(properties.databasePasswordFile()), pool);
    }
}
