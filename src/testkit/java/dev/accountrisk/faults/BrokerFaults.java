package dev.accountrisk.faults;

import static org.awaitility.Awaitility.await;

import dev.accountrisk.acceptance.Scenario;
import dev.accountrisk.servers.KafkaServer;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.acl.AccessControlEntry;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.acl.AclPermissionType;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourcePattern;
import org.apache.kafka.common.resource.ResourceType;

/** What happens to the broker: it dies, freezes, and denies rights. */
final class BrokerFaults {
    /** With these, a broker lets everybody do what nobody is denied. */
    static final Map<String, String> RIGHTS = Map.of(
            "authorizer.class.name", "org.apache.kafka.metadata.authorizer.StandardAuthorizer",
            "allow.everyone.if.no.acl.found", "true");

    private final Scenario scenario;
    private final Fleet fleet;

    private BrokerFaults(Scenario scenario, Fleet fleet) {
        this.scenario = scenario;
        this.fleet = fleet;
    }

    static Map<FaultKind, Fault> of(KafkaServer kafka) {
        return Map.of(
                FaultKind.KILL_BROKER, Fault.always(random -> ServerFaults.restart(kafka, random)),
                FaultKind.FREEZE_BROKER, Fault.always(random -> ServerFaults.freeze(kafka, 1_000, 8_000, random)));
    }

    /** On a broker that checks {@link #RIGHTS}. */
    static Fault denial(Scenario scenario, Fleet fleet) {
        return Fault.always(new BrokerFaults(scenario, fleet)::denyGroup);
    }

    private void denyGroup(SplittableRandom random) throws ExecutionException, InterruptedException {
        AclBinding denial = new AclBinding(
                new ResourcePattern(ResourceType.GROUP, scenario.topics().group(), PatternType.LITERAL),
                new AccessControlEntry("User:*", "*", AclOperation.READ, AclPermissionType.DENY));
        try (Admin admin = scenario.kafka().admin()) {
            admin.createAcls(List.of(denial)).all().get();
            try {
                await("a worker says that it may not use its group").atMost(FaultLane.RECOVERED_WITHIN)
                        .ignoreExceptions()
                        .until(() -> fleet.workers()
                                .stream()
                                .anyMatch(worker -> worker.health("readiness").contains("GroupAuthorization")));
                Fault.pause(0, 5_000, random);
            } finally {
                admin.deleteAcls(List.of(denial.toFilter())).all().get();
            }
        }
    }
}
