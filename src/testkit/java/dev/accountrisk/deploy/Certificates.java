package dev.accountrisk.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/** An authority of the test's own, and what it signs, as key stores and as PEM. */
public final class Certificates {
    /** Of every store that is made here. */
    public static final String PASSWORD = "certificates";
    private static final String AUTHORITY = "authority";

    private final Path dir;
    private final Path all;

    Certificates(Path dir) throws IOException, InterruptedException {
        this.dir = dir;
        this.all = dir.resolve("all.p12");
        make(AUTHORITY, "CN=the test's authority", "bc:critical=ca:true");
    }

    /** Signs a certificate: {@code san} is what keytool calls it, such as {@code ip:127.0.0.1}. */
    void sign(String name, String san) throws IOException, InterruptedException {
        make(name, "CN=" + name, "san=" + san, "-signer", AUTHORITY);
    }

    private void make(String alias, String subject, String extension, String... more)
            throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(Path.of(System.getProperty("java.home"), "bin", "keytool")
                .toString(), "-genkeypair", "-alias", alias, "-dname", subject, "-ext", extension, "-keyalg", "RSA",
                "-keysize", "2048", "-validity", "2", "-storetype", "PKCS12", "-keystore", all.toString(),
                "-storepass", PASSWORD));
        command.addAll(List.of(more));
        Program.Result made = Program.run(dir, command.toArray(String[]::new));
        assertThat(made.exitCode()).as(made.output()).isZero();
    }

    /** The authority alone: whom a client trusts. */
    Path trustStore() throws IOException, GeneralSecurityException {
        KeyStore trusted = empty();
        trusted.setCertificateEntry(AUTHORITY, load().getCertificate(AUTHORITY));
        return store(trusted, "truststore.p12");
    }

    /** A store of several authorities, for the time of a change from one to the next. */
    public static void trust(Path file, Certificates... authorities) throws IOException, GeneralSecurityException {
        KeyStore trusted = empty();
        for (Certificates one : authorities) {
            trusted.setCertificateEntry(one.dir.getFileName().toString(), one.load().getCertificate(AUTHORITY));
        }
        replace(file, trusted);
    }

    /** Replaces a file with the store of one key. */
    void replaceKeyStore(Path file, String name) throws IOException, GeneralSecurityException {
        Files.move(Files.copy(keyStore(name), file.resolveSibling(file.getFileName() + ".new")), file,
                StandardCopyOption.REPLACE_EXISTING);
    }

    private static void replace(Path file, KeyStore store) throws IOException, GeneralSecurityException {
        Path fresh = file.resolveSibling(file.getFileName() + ".new");
        try (OutputStream out = Files.newOutputStream(fresh)) {
            store.store(out, PASSWORD.toCharArray());
        }
        Files.move(fresh, file, StandardCopyOption.REPLACE_EXISTING);
    }

    /** One key with its chain. */
    Path keyStore(String name) throws IOException, GeneralSecurityException {
        KeyStore from = load();
        KeyStore one = empty();
        char[] password = PASSWORD.toCharArray();
        one.setKeyEntry(name, from.getKey(name, password), password, from.getCertificateChain(name));
        return store(one, name + ".p12");
    }

    Path authorityPem() throws IOException, GeneralSecurityException {
        return pem("authority.pem", "CERTIFICATE", load().getCertificate(AUTHORITY).getEncoded());
    }

    Path certificatePem(String name) throws IOException, GeneralSecurityException {
        return pem(name + ".pem", "CERTIFICATE", load().getCertificate(name).getEncoded());
    }

    Path keyPem(String name) throws IOException, GeneralSecurityException {
        return pem(name + ".key", "PRIVATE KEY", load().getKey(name, PASSWORD.toCharArray()).getEncoded());
    }

    private Path pem(String file, String what, byte[] content) throws IOException {
        String text = Base64.getMimeEncoder(64, "\n".getBytes(StandardCharsets.US_ASCII)).encodeToString(content);
        return Files.writeString(dir.resolve(file),
                "-----BEGIN " + what + "-----\n" + text + "\n-----END " + what + "-----\n");
    }

    private static KeyStore empty() throws IOException, GeneralSecurityException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        return store;
    }

    private KeyStore load() throws IOException, GeneralSecurityException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(all)) {
            store.load(in, PASSWORD.toCharArray());
        }
        return store;
    }

    private Path store(KeyStore store, String file) throws IOException, GeneralSecurityException {
        Path path = dir.resolve(file);
        try (OutputStream out = Files.newOutputStream(path)) {
            store.store(out, PASSWORD.toCharArray());
        }
        return path;
    }
}
