package dev.accountrisk.faults;

import dev.accountrisk.acceptance.Scenario;
import dev.accountrisk.servers.KafkaCluster;
import java.util.EnumMap;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.IntConsumer;
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
        Map<FaultKind, Fault> all = new EnumMap<>(Map.of(
                FaultKind.KILL_LEADER, faults.ofLeader(leader -> kafka.broker(leader).kill()),
                FaultKind.FREEZE_LEADER, faults.ofLeader(leader -> kafka.broker(leader).freeze()),
                FaultKind.KILL_CONTROLLER, Fault.mended(random -> faults.killController(), kafka::makeWhole),
                FaultKind.RESTART_BROKERS, Fault.mended(random -> faults.restartOneAfterTheOther(), kafka::makeWhole)));
        if (KafkaCluster.canCutOff()) {
            all.put(FaultKind.CUT_OFF_LEADER, faults.ofLeader(kafka::cutOff));
        }
        return all;
    }

    /** Of the broker that leads some partition; returns when another one leads it. */
    private Fault ofLeader(IntConsumer act) {
        return Fault.mended(random -> {
            TopicPartition id = anyPartition(random);
            int leader = kafka.leader(id);
            act.accept(leader);
            kafka.awaitLeaderOtherThan(leader, id);
        }, kafka::makeWhole);
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
