package dev.accountrisk.faults;

import dev.accountrisk.acceptance.Scenario;
import dev.accountrisk.servers.KafkaCluster;
import java.util.Map;
import java.util.SplittableRandom;
import org.apache.kafka.common.TopicPartition;

/** Three brokers lose the leader of a partition, or of the controllers. The next fault comes when every replica is in sync again. */
final class ClusterFaults {
    private static final int BROKERS = 3;

    private final KafkaCluster kafka;
    private final Scenario scenario;

    private ClusterFaults(KafkaCluster kafka, Scenario scenario) {
        this.kafka = kafka;
        this.scenario = scenario;
    }

    static Map<FaultKind, Fault> of(KafkaCluster kafka, Scenario scenario) {
        ClusterFaults faults = new ClusterFaults(kafka, scenario);
        return Map.of(
                FaultKind.KILL_LEADER, Fault.mended(faults::killLeader, kafka::makeWhole),
                FaultKind.FREEZE_LEADER, Fault.mended(faults::freezeLeader, kafka::makeWhole),
                FaultKind.KILL_CONTROLLER, Fault.mended(random -> faults.killController(), kafka::makeWhole),
                FaultKind.RESTART_BROKERS, Fault.mended(random -> faults.restartOneAfterTheOther(), kafka::makeWhole));
    }

    private void killLeader(SplittableRandom random) {
        TopicPartition id = anyPartition(random);
        int leader = kafka.leader(id);
        kafka.broker(leader).kill();
        kafka.awaitLeaderOtherThan(leader, id);
    }

    private void freezeLeader(SplittableRandom random) {
        TopicPartition id = anyPartition(random);
        int leader = kafka.leader(id);
        kafka.broker(leader).freeze();
        kafka.awaitLeaderOtherThan(leader, id);
    }

    private void killController() {
        int controller = kafka.controller();
        kafka.broker(controller).kill();
        kafka.awaitControllerOtherThan(controller);
    }

    private void restartOneAfterTheOther() {
        for (int id = 1; id <= BROKERS; id++) {
            kafka.broker(id).stop();
            kafka.broker(id).start();
            kafka.awaitWhole();
        }
    }

    private TopicPartition anyPartition(SplittableRandom random) {
        String topic = scenario.sources().get(random.nextInt(scenario.sources().size()));
        return new TopicPartition(topic, random.nextInt(Scenario.PARTITIONS));
    }
}
