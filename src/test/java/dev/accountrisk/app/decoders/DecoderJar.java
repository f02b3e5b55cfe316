package dev.accountrisk.app.decoders;

import static org.assertj.core.api.Assertions.assertThat;

import dev.accountrisk.decoder.ValueDecoderFactory;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;

/** Compiles a decoder and packs it into a jar. */
final class DecoderJar {
    private DecoderJar() {}

    /** @param factory the class that the jar names as a service */
    static void compile(Path jar, String factory, String source) throws IOException {
        Path classes = Files.createTempDirectory("decoder");
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        String path = Path.of(URI.create(String.valueOf(
                ValueDecoderFactory.class.getProtectionDomain().getCodeSource().getLocation()))).toString();
        boolean isCompiled = compiler.getTask(null, null, null,
                List.of("-d", classes.toString(), "-cp", path, "-proc:none"), null,
                List.of(new Source(factory, source)))
                .call();
        assertThat(isCompiled).isTrue();
        try (OutputStream out = Files.newOutputStream(jar);
                ZipOutputStream zip = new ZipOutputStream(out);
                Stream<Path> files = Files.walk(classes)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                zip.putNextEntry(new ZipEntry(classes.relativize(file).toString()));
                zip.write(Files.readAllBytes(file));
            }
            zip.putNextEntry(new ZipEntry("META-INF/services/" + ValueDecoderFactory.class.getName()));
            zip.write(factory.getBytes(StandardCharsets.UTF_8));
        }
    }

    private static final class Source extends SimpleJavaFileObject {
        private final String text;

        Source(String name, String text) {
            super(URI.create("string:///" + name.replace('.', '/') + ".java"), JavaFileObject.Kind.SOURCE);
            this.text = text;
        }

        @Override
        public CharSequence getCharContent(boolean ignoreEncodingErrors) {
            return text;
        }
    }
}
