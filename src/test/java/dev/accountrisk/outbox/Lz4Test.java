package dev.accountrisk.outbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import net.jpountz.lz4.LZ4Factory;
import org.junit.jupiter.api.Test;

class Lz4Test {
    private static final String CLASS_PATH = System.getProperty("java.class.path");

    /** An executable jar has a class loader of its own, and the library then prefers its Java code. */
    @Test
    void theNativeLibraryIsUsedInAnExecutableJarToo() throws Exception {
        try (URLClassLoader jars = loader()) {
            assertThat(fastest(jars)).as("without it").doesNotContain("JNI");
        }
        try (URLClassLoader jars = loader()) {
            jars.loadClass(Lz4.class.getName()).getMethod("load").invoke(null);
            assertThat(fastest(jars)).contains("JNI");
        }
    }

    private static String fastest(ClassLoader jars) throws Exception {
        return String.valueOf(jars.loadClass(LZ4Factory.class.getName()).getMethod("fastestInstance").invoke(null));
    }

    private static URLClassLoader loader() throws Exception {
        List<String> parts = Arrays.asList(CLASS_PATH.split(File.pathSeparator, -1));
        URL[] urls = new URL[parts.size()];
        for (int part = 0; part < urls.length; part++) {
            urls[part] = Path.of(parts.get(part)).toUri().toURL();
        }
        return new URLClassLoader(urls, ClassLoader.getPlatformClassLoader());
    }
}
