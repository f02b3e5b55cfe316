package dev.accountrisk.examples;

import dev.accountrisk.servers.Tool;
import java.io.File;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/**
 * How the examples of one language are run.
 *
 * @param command     before the program's name
 * @param prefix      of the program's name
 * @param ending      of the program's name
 * @param environment that the language needs
 */
record Language(List<String> command, String prefix, String ending, Map<String, String> environment) {
    static final Path FOLDER = Path.of("deploy", "examples");
    /** What spring-boot-starter-kafka and Jackson bring. The worker's own libraries would add a database and a web server. */
    private static final Pattern NEEDED = Pattern.compile(
            "(spring-(boot(-autoconfigure|-kafka|-jackson)?|core|beans|context|aop|expression|messaging|tx|kafka)|kafka-clients|slf4j-api"
                    + "|logback-(core|classic)|micrometer-(commons|observation)|jackson-(core|databind|annotations)|jspecify"
                    + "|commons-logging|lz4-java|snappy-java|zstd-jni)-[0-9].*\\.jar");

    /** Compiles the Java examples into a folder; any warning is an error. */
    static Language java(Path classes) throws IOException {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        StringWriter messages = new StringWriter();
        String classPath = classPath();
        try (StandardJavaFileManager files = compiler.getStandardFileManager(null, null, null);
                Stream<Path> sources = Files.list(FOLDER).filter(file -> file.toString().endsWith(".java"))) {
            List<String> options = List.of("-Werror", "-Xlint:all,-processing,-classfile,-serial", "-parameters", "-d",
                    classes.toString(), "-cp", classPath);
            boolean compiled = compiler
                    .getTask(messages, files, null, options, null,
                            files.getJavaFileObjects(sources.toArray(Path[]::new)))
                    .call();
            if (!compiled) {
                throw new IllegalStateException(messages.toString());
            }
        }
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        return new Language(List.of(java, "-Xmx128m", "-cp", classes + File.pathSeparator + classPath), "com.example.",
                "", Map.of());
    }

    /** Python with Kafka's client; empty on a machine that has neither it nor Debian's packages. */
    static Optional<Language> python() {
        return Tool.PYTHON3.unpack().map(program -> {
            Path tree = program.resolveSibling("../debian-python/usr").normalize();
            return new Language(List.of(program.toString()), FOLDER + File.separator, ".py",
                    Map.of("PYTHONHOME", tree.toString(),
                            "PYTHONPATH", tree.resolve("lib/python3/dist-packages").toString(),
                            "PYTHONDONTWRITEBYTECODE", "1"));
        });
    }

    private static String classPath() {
        return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
                .filter(entry -> NEEDED.matcher(String.valueOf(Path.of(entry).getFileName())).matches())
                .collect(Collectors.joining(File.pathSeparator));
    }
}
