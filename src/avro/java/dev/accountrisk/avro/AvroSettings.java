package dev.accountrisk.avro;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The decoder's settings, checked. */
final class AvroSettings {
    private static final String FOLDER = "schemas.folder";
    private static final String ADDRESS = "registry.address";
    private static final String USERNAME = "registry.username";
    private static final String PASSWORD = "registry.password";
    private static final String CONNECT = "registry.timeout.connect";
    private static final String READ = "registry.timeout.read";
    private static final TreeSet<String> KNOWN = new TreeSet<>(
            List.of(FOLDER, ADDRESS, USERNAME, PASSWORD, CONNECT, READ));
    private static final Pattern TIME = Pattern.compile("([0-9]{1,5})(ms|s)");
    private static final Duration TIME_MAX = Duration.ofSeconds(10);

    private final Map<String, String> settings;

    AvroSettings(Map<String, String> settings) {
        this.settings = settings;
        for (String name : new TreeSet<>(settings.keySet())) {
            if (!KNOWN.contains(name)) {
                throw wrong(name, "is not known; there may be " + String.join(", ", KNOWN));
            }
        }
    }

    /** Where the schemas come from. */
    SchemaSource schemas() {
        if (settings.containsKey(FOLDER) == settings.containsKey(ADDRESS)) {
            throw new IllegalArgumentException("either " + FOLDER + " or " + ADDRESS + " is required");
        }
        return settings.containsKey(FOLDER) ? folder() : registry();
    }

    private SchemaFolder folder() {
        for (String name : settings.keySet()) {
            if (!name.equals(FOLDER)) {
                throw wrong(name, "is for a registry, and the schemas come from a folder");
            }
        }
        try {
            Path folder = Path.of(text(FOLDER));
            if (Files.isDirectory(folder)) {
                return new SchemaFolder(folder);
            }
        } catch (InvalidPathException noPath) {
            throw wrong(FOLDER, "is no folder's name");
        }
        throw wrong(FOLDER, "is no folder: " + text(FOLDER));
    }

    private SchemaRegistry registry() {
        if (settings.containsKey(USERNAME) != settings.containsKey(PASSWORD)) {
            throw new IllegalArgumentException(USERNAME + " and " + PASSWORD + " need each other");
        }
        return new SchemaRegistry(address(), settings.get(USERNAME), settings.get(PASSWORD),
                time(CONNECT, Duration.ofSeconds(1)), time(READ, Duration.ofSeconds(2)));
    }

    private URI address() {
        String text = text(ADDRESS).replaceFirst("/+$", "");
        @Nullable
        URI address;
        try {
            address = URI.create(text);
        } catch (IllegalArgumentException noUri) {
            address = null;
        }
        if (address == null || !text.matches("https?://.*") || address.getHost() == null
                || address.getUserInfo() != null || address.getQuery() != null) {
            throw wrong(ADDRESS, "must be an address such as http://registry:8081, without user and query");
        }
        return address;
    }

    private Duration time(String name, Duration otherwise) {
        if (!settings.containsKey(name)) {
            return otherwise;
        }
        Matcher time = TIME.matcher(text(name));
        Duration read = time.matches()
                ? time.group(2).equals("s")
                        ? Duration.ofSeconds(Long.parseLong(time.group(1)))
                        : Duration.ofMillis(Long.parseLong(time.group(1)))
                : Duration.ZERO;
        if (!read.isPositive() || read.compareTo(TIME_MAX) > 0) {
            throw wrong(name, "must be a time from 1ms to 10s, such as 500ms or 2s");
        }
        return read;
    }

    private String text(String name) {
        return settings.getOrDefault(name, "");
    }

    private static IllegalArgumentException wrong(String name, String rule) {
        return new IllegalArgumentException(name + " " + rule);
    }
}
