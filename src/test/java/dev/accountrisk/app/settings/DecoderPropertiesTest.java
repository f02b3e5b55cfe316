package dev.accountrisk.app.settings;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.env.SystemEnvironmentPropertySource;

/** Settings of a decoder keep their names, also where they are environment variables. */
class DecoderPropertiesTest {
    @Test
    void environmentVariablesSpellTheSettingsOfADecoder() {
        StandardEnvironment environment = new StandardEnvironment();
        environment.getPropertySources()
                .addFirst(new SystemEnvironmentPropertySource("test-systemEnvironment",
                        Map.of("ACCOUNTRISK_DECODERS_FOLDER", "/opt/decoders",
                                "ACCOUNTRISK_DECODERS_RISKUPDATES_NAME", "avro",
                                "ACCOUNTRISK_DECODERS_RISKUPDATES_SETTINGS_REGISTRY_TIMEOUT_READ", "500ms")));

        assertThat(Binder.get(environment).bindOrCreate("account-risk.decoders", DecoderProperties.class))
                .isEqualTo(new DecoderProperties(Path.of("/opt/decoders"),
                        new DecoderProperties.Chosen("avro", Map.of("registry.timeout.read", "500ms")), null));
    }
}
