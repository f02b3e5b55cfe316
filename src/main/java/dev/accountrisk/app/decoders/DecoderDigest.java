package dev.accountrisk.app.decoders;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Identifies a decoder: its name, and the first 16 digits of a SHA-256 of all jars and of its settings, without passwords. */
final class DecoderDigest {
    private static final int DIGITS = 16;
    private static final String SECRET = "password";

    private DecoderDigest() {}

    static String of(String name, List<Path> jars, Map<String, String> settings) throws IOException {
        MessageDigest sum = sha256();
        for (Path jar : jars) {
            sum.update(sha256().digest(Files.readAllBytes(jar)));
        }
        new TreeMap<>(settings).forEach((setting, value) -> {
            if (!setting.endsWith(SECRET)) {
                add(sum, setting);
                add(sum, value);
            }
        });
        return name + ":" + HexFormat.of().formatHex(sum.digest()).substring(0, DIGITS);
    }

    private static void add(MessageDigest sum, String part) {
        sum.update((part.length() + ":" + part).getBytes(StandardCharsets.UTF_8));
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException bug) {
            throw new IllegalStateException("every JVM has SHA-256", bug);
        }
    }
}
