package dev.accountrisk.app.rotation;

import java.security.KeyStore;
import java.util.function.Supplier;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.KeyManagerFactorySpi;
import javax.net.ssl.ManagerFactoryParameters;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.TrustManagerFactorySpi;
import org.springframework.boot.ssl.SslBundle;
import org.springframework.boot.ssl.SslBundleKey;
import org.springframework.boot.ssl.SslManagerBundle;
import org.springframework.boot.ssl.SslOptions;
import org.springframework.boot.ssl.SslStoreBundle;

/** A bundle that looks up each part when it is asked for it: whoever keeps the bundle has the current certificates. */
record CurrentBundle(Supplier<SslBundle> current) implements SslBundle {
    @Override
    public SslStoreBundle getStores() {
        return current.get().getStores();
    }

    @Override
    public SslBundleKey getKey() {
        return current.get().getKey();
    }

    @Override
    public SslOptions getOptions() {
        return current.get().getOptions();
    }

    @Override
    public String getProtocol() {
        return current.get().getProtocol();
    }

    @Override
    public SslManagerBundle getManagers() {
        SslManagerBundle now = current.get().getManagers();
        return SslManagerBundle.of(new CurrentKeys(now.getKeyManagerFactory()),
                new CurrentTrust(now.getTrustManagerFactory()));
    }

    private static UnsupportedOperationException alreadyInitialized() {
        return new UnsupportedOperationException("the SSL bundle has initialized it already");
    }

    private final class CurrentKeys extends KeyManagerFactory {
        private CurrentKeys(KeyManagerFactory now) {
            super(new KeyManagerFactorySpi() {
                @Override
                protected void engineInit(KeyStore store, char[] password) {
                    throw alreadyInitialized();
                }

                @Override
                protected void engineInit(ManagerFactoryParameters parameters) {
                    throw alreadyInitialized();
                }

                @Override
                protected KeyManager[] engineGetKeyManagers() {
                    return current.get().getManagers().getKeyManagers();
                }
            }, now.getProvider(), now.getAlgorithm());
        }
    }

    private final class CurrentTrust extends TrustManagerFactory {
        private CurrentTrust(TrustManagerFactory now) {
            super(new TrustManagerFactorySpi() {
                @Override
                protected void engineInit(KeyStore store) {
                    throw alreadyInitialized();
                }

                @Override
                protected void engineInit(ManagerFactoryParameters parameters) {
                    throw alreadyInitialized();
                }

                @Override
                protected TrustManager[] engineGetTrustManagers() {
                    return current.get().getManagers().getTrustManagers();
                }
            }, now.getProvider(), now.getAlgorithm());
        }
    }
}
