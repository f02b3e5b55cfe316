package dev.accountrisk.app.rotation;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import javax.security.auth.callback.Callback;
import javax.security.auth.callback.NameCallback;
import javax.security.auth.callback.PasswordCallback;
import javax.security.auth.callback.UnsupportedCallbackException;
import javax.security.auth.login.AppConfigurationEntry;
import org.apache.kafka.common.security.auth.AuthenticateCallbackHandler;
import org.jspecify.annotations.Nullable;

/**
 * Answers Kafka's client with the password in a file, at each login. The user is that of {@code sasl.jaas.config}, and so is the
 * password until the file can be read. Kafka makes one for each client, from the client's configuration.
 */
public final class KafkaPassword implements AuthenticateCallbackHandler {
    /** The file, in the configuration of a client. */
    static final String FILE = "account-risk.password.file";

    private @Nullable SecretFile file;
    private @Nullable String user;
    private @Nullable String first;

    /** For Kafka. */
    public KafkaPassword() {}

    @Override
    public void configure(Map<String, ?> client, String mechanism, List<AppConfigurationEntry> login) {
        this.file = new SecretFile(Path.of(String.valueOf(client.get(FILE))));
        this.user = option(login, "username");
        this.first = option(login, "password");
    }

    private static @Nullable String option(List<AppConfigurationEntry> login, String name) {
        return login.stream()
                .map(entry -> entry.getOptions().get(name))
                .filter(String.class::isInstance)
                .map(String.class::cast)
                .findFirst()
                .orElse(null);
    }

    @Override
    public void handle(Callback[] callbacks) throws UnsupportedCallbackException {
        for (Callback callback : callbacks) {
            switch (callback) {
                case NameCallback name -> name.setName(user);
                case PasswordCallback password -> password.setPassword(password());
                default -> throw new UnsupportedCallbackException(callback);
            }
        }
    }

    private char @Nullable [] password() {
        String content = file == null ? null : file.read();
        String password = content == null ? first : content;
        return password == null ? null : password.toCharArray();
    }

    @Override
    public void close() {
        // nothing is held
    }
}
