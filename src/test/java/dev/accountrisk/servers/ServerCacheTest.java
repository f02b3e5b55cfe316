package dev.accountrisk.servers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ServerCacheTest {

    private static final int ASKERS = 8;

    @TempDir
    Path root;

    @Test
    void makesAFolderOnceForAllWhoAskAtTheSameTime() throws Exception {
        var made = new AtomicInteger();
        var barrier = new CyclicBarrier(ASKERS);
        Callable<String> asker = () -> {
            barrier.await();
            Path dir = new ServerCache(root).once("thing", unfinished -> {
                Files.writeString(unfinished.resolve("content"), "whole");
                made.incrementAndGet();
            });
            return Files.readString(dir.resolve("content"));
        };
        try (var executor = Executors.newFixedThreadPool(ASKERS)) {
            for (var answer : executor.invokeAll(Stream.generate(() -> asker).limit(ASKERS).toList())) {
                assertThat(answer.get()).isEqualTo("whole");
            }
        }
        assertThat(made).hasValue(1);
    }

    @Test
    void aFolderWhoseMakingFailedIsMadeAfreshTheNextTime() {
        var cache = new ServerCache(root);
        assertThatExceptionOfType(UncheckedIOException.class).isThrownBy(() -> cache.once("thing", unfinished -> {
            Files.writeString(unfinished.resolve("half"), "of it");
            throw new IOException("the disk is full");
        }));
        assertThat(root.resolve("thing")).doesNotExist();
        assertThat(cache.once("thing", unfinished -> assertThat(unfinished).isEmptyDirectory())).isDirectory();
    }
}
