package dev.accountrisk.app.schema;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationPropertiesBindHandlerAdvisor;
import org.springframework.boot.context.properties.bind.AbstractBindHandler;
import org.springframework.boot.context.properties.bind.BindContext;
import org.springframework.boot.context.properties.bind.BindHandler;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;

/**
 * Lets every setting of the connection pool be an environment variable. {@code SPRING_DATASOURCE_HIKARI_CONNECTION_TIMEOUT} can also
 * be read as the property {@code timeout} of {@code connection}; to bind that, Spring would ask the pool for a connection, which
 * starts the pool and seals its settings. So {@code connection} is not bound.
 */
final class PoolBinding implements ConfigurationPropertiesBindHandlerAdvisor {
    private static final ConfigurationPropertyName CONNECTION = ConfigurationPropertyName
            .of("spring.datasource.hikari.connection");

    @Override
    public BindHandler apply(BindHandler handler) {
        return new AbstractBindHandler(handler) {
            @Override
            public <T> @Nullable Bindable<T> onStart(ConfigurationPropertyName name, Bindable<T> target,
                    BindContext context) {
                return name.equals(CONNECTION) ? null : super.onStart(name, target, context);
            }
        };
    }
}
