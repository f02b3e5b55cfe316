package dev.accountrisk.app.actions;

import dev.accountrisk.database.Transactions;
import dev.accountrisk.engine.Engines;
import dev.accountrisk.engine.Topic;
import dev.accountrisk.redrive.WhatIf;
import java.util.List;
import org.springframework.context.annotation.Bean;

/**
 * What looks at releases without doing them, inside a worker: it has the decoders, the mappings and the policy that a release would
 * use. Not a {@code @Configuration}: the worker's component scan must not find it.
 */
class PreviewConfiguration {
    @Bean
    WhatIf whatIf(List<Topic<?>> topics, Engines engines, Transactions transactions) {
        return new WhatIf(topics, engines, transactions);
    }
}
