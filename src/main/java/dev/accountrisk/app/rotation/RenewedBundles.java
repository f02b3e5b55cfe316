package dev.accountrisk.app.rotation;

import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.springframework.boot.ssl.DefaultSslBundleRegistry;
import org.springframework.boot.ssl.SslBundle;
import org.springframework.boot.ssl.SslBundleRegistry;
import org.springframework.boot.ssl.SslBundles;

/**
 * Bundles that always have the current certificates. Spring reads a bundle with {@code reload-on-update} anew when its files change,
 * but the clients of Kafka and Redis keep the one that they were made with.
 */
final class RenewedBundles implements SslBundles, SslBundleRegistry {
    private final DefaultSslBundleRegistry registry;

    /** @param registry Spring's own, which reads the files */
    RenewedBundles(DefaultSslBundleRegistry registry) {
        this.registry = registry;
    }

    @Override
    public SslBundle getBundle(String name) {
        // a name that does not exist is refused at once
        var _ = registry.getBundle(name);
        return new CurrentBundle(() -> registry.getBundle(name));
    }

    @Override
    public void addBundleUpdateHandler(String name, Consumer<SslBundle> handler) {
        registry.addBundleUpdateHandler(name, handler);
    }

    @Override
    public void addBundleRegisterHandler(BiConsumer<String, SslBundle> handler) {
        registry.addBundleRegisterHandler(handler);
    }

    @Override
    public List<String> getBundleNames() {
        return registry.getBundleNames();
    }

    @Override
    public void registerBundle(String name, SslBundle bundle) {
        registry.registerBundle(name, bundle);
    }

    @Override
    public void updateBundle(String name, SslBundle bundle) {
        registry.updateBundle(name, bundle);
    }
}
