package dev.accountrisk.app;

import dev.accountrisk.app.settings.DecoderProperties;
import dev.accountrisk.app.settings.MappingProperties;
import dev.accountrisk.risk.RiskProperties;
import java.util.List;
import org.springframework.boot.context.config.ConfigDataEnvironmentPostProcessor;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.core.env.SimpleCommandLinePropertySource;
import org.springframework.core.env.StandardEnvironment;

/** A worker's settings, read as Spring Boot reads them, without a context: for a command that needs nothing else. */
public final class StandaloneSettings {
    private final Binder binder;

    /** @param arguments settings of the command line */
    public StandaloneSettings(List<String> arguments) {
        StandardEnvironment environment = new StandardEnvironment();
        environment.getPropertySources()
                .addFirst(new SimpleCommandLinePropertySource(arguments.toArray(String[]::new)));
        ConfigDataEnvironmentPostProcessor.applyTo(environment);
        this.binder = Binder.get(environment);
    }

    /** The name of a topic, from that name or from its setting's: {@code risk-updates} or {@code commands}. */
    public String topicNamed(String name) {
        return topics().named(name);
    }

    TopicProperties topics() {
        return binder.bindOrCreate("account-risk.topics", TopicProperties.class);
    }

    EngineProperties engine() {
        return binder.bindOrCreate("account-risk", EngineProperties.class);
    }

    RiskProperties risk() {
        return binder.bindOrCreate("account-risk.risk", RiskProperties.class);
    }

    MappingProperties mappings() {
        return binder.bindOrCreate("account-risk.mappings", MappingProperties.class);
    }

    DecoderProperties decoders() {
        return binder.bindOrCreate("account-risk.decoders", DecoderProperties.class);
    }
}
