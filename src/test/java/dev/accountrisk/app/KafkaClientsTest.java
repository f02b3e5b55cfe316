package dev.accountrisk.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.kafka.clients.CommonClientConfigs;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.env.YamlPropertySourceLoader;
import org.springframework.boot.kafka.autoconfigure.KafkaProperties;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.io.ClassPathResource;

/** Kafka's own defaults let every client wait 30 seconds for a frozen broker, and believe one that the others do not reach for 5 minutes. */
class KafkaClientsTest {
    private static final int LEFT_WITHIN_MILLIS = 10_000;

    @Test
    void everyClientSoonLeavesABrokerThatIsFrozenOrCutOff() throws Exception {
        KafkaProperties kafka = defaults();
        assertThat(Stream.of(kafka.buildConsumerProperties(), kafka.buildProducerProperties(),
                kafka.buildAdminProperties())).allSatisfy(client -> {
                    assertThat(millis(client, CommonClientConfigs.METADATA_MAX_AGE_CONFIG))
                            .isLessThanOrEqualTo(LEFT_WITHIN_MILLIS);
                    assertThat(millis(client, CommonClientConfigs.REQUEST_TIMEOUT_MS_CONFIG))
                            .isLessThanOrEqualTo(LEFT_WITHIN_MILLIS);
                });
    }

    private static int millis(Map<String, Object> client, String setting) {
        return Integer.parseInt(String.valueOf(client.get(setting)));
    }

    private static KafkaProperties defaults() throws IOException {
        StandardEnvironment environment = new StandardEnvironment();
        new YamlPropertySourceLoader().load("application", new ClassPathResource("application.yaml"))
                .forEach(environment.getPropertySources()::addLast);
        return Binder.get(environment).bind("spring.kafka", Bindable.of(KafkaProperties.class)).get();
    }
}
