package dev.accountrisk.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import dev.accountrisk.backfill.Backfill;
import dev.accountrisk.broker.TopicLogs;
import dev.accountrisk.parking.ParkedRecords;
import dev.accountrisk.positions.PositionActions;
import dev.accountrisk.reconcile.Reconciliation;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.kafka.core.KafkaTemplate;

/** A command creates what it uses and nothing else. The start of Hibernate takes a third of a small command's time. */
class JobConfigurationTest {
    private static final String HIBERNATE = "entityManagerFactory";
    private static final String PRODUCER = "kafkaTemplate";
    private static final String RUNS = "reconcileRunRepository";
    private static final String ACTIONS = "redriveActionRepository";

    @Test
    void aJobWithoutEntitiesStartsNoHibernate() {
        try (ConfigurableApplicationContext context = start(JobConfiguration.class)) {
            context.getBean(PositionActions.class);
            context.getBean(Backfill.class);

            assertThat(context.getBeanDefinitionNames()).doesNotContain(HIBERNATE);
        }
    }

    @Test
    void aJobCreatesOnlyTheRepositoriesThatItUses() {
        try (ConfigurableApplicationContext context = start(EntityJobConfiguration.class)) {
            context.getBean(ParkedRecords.class);

            assertThat(isCreated(context, HIBERNATE)).isTrue();
            assertThat(context.getBeanDefinitionNames()).contains(RUNS, ACTIONS);
            assertThat(isCreated(context, RUNS)).as("the runs of reconcile").isFalse();
            assertThat(isCreated(context, ACTIONS)).as("the actions of redrive").isFalse();
        }
    }

    @Test
    void aJobCreatesNoKafkaProducerBeforeItSends() {
        try (ConfigurableApplicationContext context = start(EntityJobConfiguration.class)) {
            context.getBean(Reconciliation.class);

            assertThat(isCreated(context, PRODUCER)).isFalse();

            context.getBean(KafkaTemplate.class);

            assertThat(isCreated(context, PRODUCER)).isTrue();
        }
    }

    @Test
    @ExtendWith(OutputCaptureExtension.class)
    void aJobThatAskedNoBrokerEndsWithoutAWarning(CapturedOutput output) {
        try (ConfigurableApplicationContext context = start(JobConfiguration.class)) {
            context.getBean(TopicLogs.class);
        }

        assertThat(output).doesNotContain("WARN");
    }

    /** The server would complete a scan after the job has given up. */
    @Test
    void aStatementOfAJobMayScanAWholeTableForMinutes() {
        try (ConfigurableApplicationContext context = start(JobConfiguration.class)) {
            Properties properties = context.getBean(HikariDataSource.class).getDataSourceProperties();

            assertThat(properties).containsEntry("socketTimeout", "600000")
                    .containsEntry("tcpKeepAlive", "true")
                    .containsEntry("connectTimeout", "2000");
        }
    }

    private static boolean isCreated(ConfigurableApplicationContext context, String bean) {
        return context.getBeanFactory().containsSingleton(bean);
    }

    private static ConfigurableApplicationContext start(Class<?> configuration) {
        return new SpringApplicationBuilder(configuration).web(WebApplicationType.NONE)
                .profiles("job")
                .registerShutdownHook(false)
                .logStartupInfo(false)
                // the log of all other tests in this JVM follows it
                .run("--spring.datasource.url=jdbc:mysql://127.0.0.1:1/none", "--logging.level.root=info");
    }
}
