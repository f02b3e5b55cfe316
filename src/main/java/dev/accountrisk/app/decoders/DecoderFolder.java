package dev.accountrisk.app.decoders;

import dev.accountrisk.app.settings.RefusedSettingException;
import dev.accountrisk.decoder.ValueDecoderFactory;
import java.io.IOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.TreeMap;
import java.util.jar.JarFile;
import java.util.stream.Stream;

/**
 * The jars in the folder of decoders. One class loader has them all.
 *
 * @param path      the folder
 * @param jars      in the order of their names
 * @param factories by the names of their decoders
 */
record DecoderFolder(Path path, List<Path> jars, Map<String, ValueDecoderFactory> factories) {
    static final String SETTING = "account-risk.decoders.folder";

    /**
     * Loads the decoders of a folder.
     *
     * @throws RefusedSettingException if the folder or one of its jars cannot be used
     */
    static DecoderFolder open(Path path) {
        List<Path> jars = jars(path);
        if (jars.isEmpty()) {
            throw refused(path, "has no jar: put the decoder's jars there");
        }
        jars.forEach(DecoderFolder::requireReadable);
        URLClassLoader loader = new URLClassLoader("decoders",
                jars.stream().map(DecoderFolder::url).toArray(URL[]::new),
                new SharedTypes());
        return new DecoderFolder(path, jars, factories(path, loader));
    }

    private static List<Path> jars(Path path) {
        try (Stream<Path> files = Files.list(path)) {
            return files.filter(file -> file.getFileName().toString().endsWith(".jar")).sorted().toList();
        } catch (IOException unreadable) {
            throw refused(path, "cannot be read (" + unreadable.getClass().getSimpleName() + ")");
        }
    }

    private static void requireReadable(Path jar) {
        try (JarFile opened = new JarFile(jar.toFile())) {
            var _ = opened.size();
        } catch (IOException unreadable) {
            throw refused(jar, "cannot be read as a jar (" + unreadable.getClass().getSimpleName() + ")");
        }
    }

    private static URL url(Path jar) {
        try {
            return jar.toUri().toURL();
        } catch (MalformedURLException bug) {
            throw new IllegalStateException(bug);
        }
    }

    private static Map<String, ValueDecoderFactory> factories(Path path, ClassLoader loader) {
        Map<String, ValueDecoderFactory> factories = new TreeMap<>();
        try {
            for (ValueDecoderFactory factory : ServiceLoader.load(ValueDecoderFactory.class, loader)) {
                String name = factory.name();
                if (!name.matches("[a-z0-9][a-z0-9-]{0,29}")) {
                    throw refused(path, factory.getClass().getName()
                            + " has a name that is not 1 to 30 lower-case letters, digits and dashes");
                }
                if (factories.put(name, factory) != null) {
                    throw refused(path, "has two decoders with the name " + name);
                }
            }
        } catch (ServiceConfigurationError | LinkageError unusable) {
            throw refused(path, "has a decoder that cannot be loaded: " + unusable);
        }
        return factories;
    }

    private static RefusedSettingException refused(Path path, String rule) {
        return new RefusedSettingException(SETTING + ": " + path + " " + rule);
    }
}
