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

/** A bundle whose every part is asked for anew, so that whoever keeps it has the certificates of this moment. */
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

    /** The factories are made by Spring, so that nothing needs to initialize them. */
    private static UnsupportedOperationException initialized() {
        return new UnsupportedOperationException("it is made of a bundle");
    }

    private final class CurrentKeys extends KeyManagerFactory {
        private CurrentKeys(KeyManagerFactory now) {
            super(new KeyManagerFactorySpi() {
                @Override
                protected void engineInit(KeyStore store, char[] password) {
                    throw initialized();
                }

                @Override
                protected void engineInit(ManagerFactoryParameters parameters) {
                    throw initialized();
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
                    throw initialized();
                }

                @Override
                protected void engineInit(ManagerFactoryParameters parameters) {
                    throw initialized();
                }

                @Override
                protected TrustManager[] engineGetTrustManagers() {
                    return current.get().getManagers().getTrustManagers();
                }
            }, now.getProvider(), now.getAlgorithm());
        }
    }
}
