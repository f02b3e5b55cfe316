package dev.accountrisk.app.decoders;

import dev.accountrisk.decoder.ValueDecoder;
import java.util.List;

/**
 * What the worker shares with decoders: Java, the types that a decoder implements, and the log. All else a decoder brings along, in
 * its own version, and never meets the worker's.
 */
final class SharedTypes extends ClassLoader {
    private static final List<String> SHARED = List.of(ValueDecoder.class.getPackageName() + ".", "org.slf4j.");

    private final ClassLoader worker = SharedTypes.class.getClassLoader();

    SharedTypes() {
        super(ClassLoader.getPlatformClassLoader());
    }

    @Override
    protected Class<?> findClass(String name) throws ClassNotFoundException {
        if (SHARED.stream().anyMatch(name::startsWith)) {
            return worker.loadClass(name);
        }
        throw new ClassNotFoundException(name);
    }
}
