package dev.accountrisk.docs;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The files of the checkout. */
final class Checkout {
    private static final List<Path> FOLDERS = List.of(Path.of("deploy"), Path.of("src"));

    private Checkout() {}

    /** Every document: the README, and each one below {@code deploy} and {@code src}. */
    static List<Path> documents() {
        return Stream.concat(Stream.of(Path.of("README.md")), FOLDERS.stream().flatMap(Checkout::documentsBelow))
                .toList();
    }

    private static Stream<Path> documentsBelow(Path folder) {
        return below(folder, ".md").stream();
    }

    /** The text of all classes of the program. */
    static String program() {
        StringBuilder text = new StringBuilder();
        below(Path.of("src", "main", "java"), ".java").forEach(file -> text.append(read(file)).append('\n'));
        return text.toString();
    }

    /** The files below a folder whose name ends so, in order. */
    static List<Path> below(Path folder, String ending) {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile)
                    .filter(file -> file.toString().endsWith(ending))
                    .sorted()
                    .toList();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
