package dev.accountrisk.app;

import java.util.List;
import java.util.Set;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The names of the topics.
 *
 * @param riskUpdates the topic of risk updates
 * @param commands    the topic of commands
 * @param events      the topic that events leave to
 * @param parked      the topic that parked records leave to
 */
@ConfigurationProperties("account-risk.topics")
record TopicProperties(@DefaultValue("account.risk.updates") String riskUpdates,
        @DefaultValue("account.commands") String commands, @DefaultValue("account.events") String events,
        @DefaultValue("account.parked") String parked) {
    TopicProperties {
        List<String> names = List.of(riskUpdates, commands, events, parked);
        if (Set.copyOf(names).size() < names.size()) {
            throw new IllegalArgumentException("account-risk.topics must be four different names");
        }
    }

    /** The name of a topic, from that name or from its setting's. */
    String named(String name) {
        return switch (name) {
            case "risk-updates" -> riskUpdates;
            case "commands" -> commands;
            default -> name;
        };
    }

    List<String> all() {
        return List.of(riskUpdates, commands, events, parked);
    }
}
