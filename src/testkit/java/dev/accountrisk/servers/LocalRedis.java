package dev.accountrisk.servers;

import java.nio.file.Path;
import java.util.List;

/** Redis as a process, without persistence. */
final class LocalRedis extends LocalProcess implements RedisServer {

    private LocalRedis(int port, List<String> command, Path log) {
        super("Redis", port, command, log, () -> "+PONG".equals(RedisCommand.send(Ports.HOST, port, "PING")));
    }

    static LocalRedis start(LocalPrograms programs, Path dir) {
        int port = Ports.reserve();
        var command = List.of(programs.redisServer().toString(), "--bind", Ports.HOST, "--port", Integer.toString(port),
                "--dir", dir.toString(), "--save", "", "--appendonly", "no");
        var server = new LocalRedis(port, command, dir.resolve("redis.log"));
        server.start();
        return server;
    }
}
