package dev.accountrisk.servers;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Ports on loopback that stay ours while a server is down. They lie below the range from which an operating system takes
 * the ports of outgoing connections, so that none of those slips in during a restart; a lock file keeps other JVMs of
 * the project away.
 */
final class Ports {

    static final String HOST = "127.0.0.1";

    private static final int FIRST = 15_000;
    private static final int COUNT = 15_000;
    /** Held until the JVM ends; the operating system gives the locks back. */
    private static final Map<Path, FileChannel> HELD = new HashMap<>();

    private Ports() {}

    static synchronized int reserve() {
        try {
            Path locks = Files
                    .createDirectories(Path.of(System.getProperty("java.io.tmpdir"), "account-risk-ports-" + user()));
            int start = ThreadLocalRandom.current().nextInt(COUNT);
            for (int i = 0; i < COUNT; i++) {
                int port = FIRST + (start + i) % COUNT;
                Path file = locks.resolve(Integer.toString(port));
                if (!HELD.containsKey(file) && lock(file) && isFree(port)) {
                    return port;
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        throw new IllegalStateException("no port is free");
    }

    private static boolean lock(Path file) throws IOException {
        var channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        if (channel.tryLock() == null) {
            channel.close();
            return false;
        }
        HELD.put(file, channel);
        return true;
    }

    private static boolean isFree(int port) {
        try (var socket = new ServerSocket()) {
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    private static String user() {
        return System.getProperty("user.name", "nobody");
    }
}
