package dev.accountrisk.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A layout is made once, and again when what it is made from has changed. */
class LayoutStoreTest {
    @TempDir
    private Path dir;
    private Path jar;
    private Path scripts;
    private LayoutStore store;

    @BeforeEach
    void create() throws IOException {
        jar = Files.writeString(dir.resolve("worker.jar"), "first");
        scripts = Files.createDirectory(dir.resolve("scripts"));
        script("mkdir \"$2\" && cp \"$1\" \"$2/copy\" && echo made >> \"" + dir.resolve("log") + "\"");
        store = new LayoutStore(dir.resolve("layouts"), scripts);
    }

    private void script(String text) throws IOException {
        Files.writeString(scripts.resolve("layout.sh"), "set -eu\n" + text + "\n");
    }

    private List<String> log() throws IOException {
        return Files.readAllLines(dir.resolve("log"));
    }

    @Test
    void theSameJarIsLaidOutOnce() throws Exception {
        Path layout = store.layoutOf(jar);
        assertThat(new LayoutStore(dir.resolve("layouts"), scripts).layoutOf(jar)).isEqualTo(layout);
        assertThat(layout.resolve("copy")).hasContent("first");
        assertThat(log()).hasSize(1);
    }

    @Test
    void anotherContentOrScriptMakesItAnew() throws Exception {
        var _ = store.layoutOf(jar);
        Files.writeString(jar, "other");
        assertThat(store.layoutOf(jar).resolve("copy")).hasContent("other");
        Files.writeString(scripts.resolve("java.options"), "-Xmx1g");
        var _ = store.layoutOf(jar);
        assertThat(log()).hasSize(3);
    }

    @Test
    void aSecondJarOfTheSameNameHasALayoutOfItsOwn() throws Exception {
        Path second = Files.writeString(Files.createDirectory(dir.resolve("old")).resolve("worker.jar"), "old");
        Path layout = store.layoutOf(jar);
        assertThat(store.layoutOf(second).resolve("copy")).hasContent("old");
        assertThat(layout.resolve("copy")).hasContent("first");
    }

    @Test
    void aFailureOfTheScriptIsReportedWithItsOutputAndTheNextUseTriesAgain() throws Exception {
        script("mkdir \"$2\" && echo no room left >&2 && exit 4");
        assertThatIllegalStateException().isThrownBy(() -> store.layoutOf(jar))
                .withMessageContainingAll("ended with 4", "no room left");
        script("mkdir \"$2\" && touch \"$2/copy\"");
        assertThat(store.layoutOf(jar).resolve("copy")).exists();
    }
}
