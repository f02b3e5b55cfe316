package dev.accountrisk.app.actions;

import dev.accountrisk.actions.ActionRunner;
import dev.accountrisk.database.Transactions;
import dev.accountrisk.parking.ParkedRecords;
import dev.accountrisk.positions.PositionActions;
import dev.accountrisk.redrive.Redrive;
import dev.accountrisk.redrive.WhatIf;
import java.lang.management.ManagementFactory;
import java.util.List;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The loop that carries out what operators ask for. Its own beans are few; the others come with the first action. */
@Configuration(proxyBeanMethods = false)
class ActionConfiguration {
    @Bean(destroyMethod = "")
    ActionLoop actionLoop(ConfigurableApplicationContext worker, Transactions transactions) {
        String name = ManagementFactory.getRuntimeMXBean().getName();
        LateContext records = new LateContext(worker, RecordConfiguration.class);
        LateContext previews = new LateContext(worker, PreviewConfiguration.class);
        LateContext positions = new LateContext(worker, PositionConfiguration.class);
        return new ActionLoop(List.of(
                new ActionLane(ActionRunner.onRecords(transactions, name, () -> records.bean(Redrive.class),
                        () -> records.bean(ParkedRecords.class)), records),
                new ActionLane(ActionRunner.onPreviews(transactions, name, () -> previews.bean(WhatIf.class)),
                        previews),
                new ActionLane(ActionRunner.onPositions(transactions, name,
                        () -> positions.bean(PositionActions.class)), positions)));
    }
}
