package dev.accountrisk.servers;

import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Ends this JVM's servers when the JVM itself was killed and no shutdown hook ran. A small shell reads from a pipe what
 * there is to end; the pipe's end is the JVM's end, however it came about.
 */
final class ProcessGuard {

    private static final String SCRIPT = """
            pids=' ' dirs='' disks='' chains=''
            while read -r what value; do
              case $what in
                started) pids="$pids$value ";;
                ended) pids=$(printf '%s.' "$pids" | sed "s/ $value / /"); pids=${pids%.};;
                folder) dirs="$dirs$value
            ";;
                disk) disks="$disks$value
            ";;
                chain) chains="$chains$value
            ";;
              esac
            done
            if [ "$pids" != ' ' ]; then
              kill -9 $pids
              tries=0
              while kill -0 $pids && [ $tries -lt 20 ]; do sleep 0.1; tries=$((tries + 1)); done
            fi
            printf '%s' "$chains" | while read -r chain; do
              iptables -w -D OUTPUT -j "$chain" && iptables -w -F "$chain" && iptables -w -X "$chain"
            done
            printf '%s' "$disks" | while read -r disk; do umount -l -- "$disk"; done
            printf '%s' "$dirs" | while read -r dir; do rm -rf -- "$dir"; done
            """;

    private static @Nullable Writer pipe;

    private ProcessGuard() {}

    static void started(long pid) {
        tell("started " + pid);
    }

    static void ended(long pid) {
        tell("ended " + pid);
    }

    /** Deletes a folder after this JVM has ended, so that its end does not wait for that. */
    static void deleteAtEnd(Path dir) {
        tell("folder " + dir);
    }

    /** Takes a file system off its folder after this JVM has ended, if that was not done before. */
    static void unmountAtEnd(Path dir) {
        tell("disk " + dir);
    }

    /** Takes a chain out of the machine's packet filter after this JVM has ended, if that was not done before. */
    static void removeFilterAtEnd(String chain) {
        tell("chain " + chain);
    }

    private static synchronized void tell(String line) {
        try {
            if (pipe == null) {
                pipe = start();
            }
            pipe.write(line + "\n");
            pipe.flush();
        } catch (IOException e) {
            throw new IllegalStateException("the guard of the servers' processes is gone", e);
        }
    }

    private static Writer start() throws IOException {
        var builder = new ProcessBuilder(inOwnSession(List.of("/bin/sh", "-c", SCRIPT)))
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(ProcessBuilder.Redirect.DISCARD);
        return builder.start().outputWriter(StandardCharsets.UTF_8);
    }

    /** Away from the terminal: Ctrl-C is for the worker, which is to end while its servers still answer. */
    static List<String> inOwnSession(List<String> command) {
        var setsid = Command.onPath("setsid").map(Path::toString);
        var whole = new ArrayList<String>();
        setsid.ifPresent(whole::add);
        whole.addAll(command);
        return whole;
    }
}
