package dev.accountrisk.servers;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A browser and what drives it.
 *
 * @param environment the variables with which they find their libraries and fonts; empty if the machine has them installed
 */
public record ChromiumPrograms(Path browser, Path driver, Map<String, String> environment) {
    private static final List<String> PACKAGES = List.of("chromium", "chromium-driver", "fonts-dejavu-core",
            "fonts-liberation");

    /**
     * From the path where they are there, else unpacked from packages of the machine's own Debian.
     *
     * @throws NoChromiumException on a machine that is no Debian, or whose mirror has no Chromium
     */
    public static ChromiumPrograms find() throws NoChromiumException {
        Optional<Path> browser = Command.onPath("chromium");
        Optional<Path> driver = Command.onPath("chromedriver");
        if (browser.isPresent() && driver.isPresent()) {
            return new ChromiumPrograms(browser.get(), driver.get(), Map.of());
        }
        if (!DebianPackages.available()) {
            throw new NoChromiumException("this machine has no apt-get to unpack them with", null);
        }
        try {
            ServerCache cache = ServerCache.ofUser();
            Path root = cache.once("debian-chromium", dir -> {
                DebianPackages.unpackForThisMachine(PACKAGES, cache.root().resolve("debian-chromium.apt"), dir);
                Files.writeString(dir.resolve("fonts.conf"), fonts(cache.root().resolve("debian-chromium")));
            });
            return new ChromiumPrograms(root.resolve("usr/lib/chromium/chromium"), root.resolve("usr/bin/chromedriver"),
                    Map.of("LD_LIBRARY_PATH", libraries(root), "FONTCONFIG_FILE",
                            root.resolve("fonts.conf").toString()));
        } catch (UncheckedIOException failure) {
            throw new NoChromiumException("unpacking them from packages failed (" + failure.getCause() + ")", failure);
        }
    }

    /** The folders of what was unpacked: some packages keep libraries in a folder of their own. */
    private static String libraries(Path root) {
        try (Stream<Path> files = Files.walk(root.resolve("usr/lib"))) {
            return files.filter(file -> file.getFileName().toString().matches("lib.+\\.so(\\.[0-9.]+)?"))
                    .map(file -> Objects.requireNonNull(file.getParent()).toString())
                    .filter(folder -> !folder.endsWith("chromium"))
                    .distinct()
                    .sorted()
                    .collect(Collectors.joining(":"));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** The configuration that names the folders of the fonts. */
    private static String fonts(Path root) {
        return """
                <?xml version="1.0"?>
                <!DOCTYPE fontconfig SYSTEM "urn:fontconfig:fonts.dtd">
                <fontconfig>
                  <dir>%s/usr/share/fonts</dir>
                  <dir>/usr/share/fonts</dir>
                  <cachedir prefix="xdg">fontconfig</cachedir>
                  <match>
                    <test name="family"><string>monospace</string></test>
                    <edit name="family" mode="append_last"><string>DejaVu Sans Mono</string></edit>
                  </match>
                  <match><edit name="family" mode="append_last"><string>Liberation Sans</string></edit></match>
                </fontconfig>
                """.formatted(root);
    }
}
