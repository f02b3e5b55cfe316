package dev.accountrisk.local;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The options from the command line.
 *
 * @param feed the lines to send instead of generated traffic
 * @param mapping how the lines are read, or null for the contract's own form
 * @param topic the topic that the mapping is for
 * @param recordsPerSecond 0 for as many as possible
 * @param mysql the MySQL to start
 * @param forWorker all other arguments, which are settings of the worker
 */
record LocalRunOptions(@Nullable Path feed, @Nullable Path mapping, String topic, int recordsPerSecond,
        MySqlSetup mysql, boolean help,
        List<String> forWorker) {

    static final int RATE_DEFAULT = 2_000;
    static final String USAGE = """
            mvn spring-boot:test-run [-Dspring-boot.run.arguments="OPTIONS"]
              --feed FILE    send the JSON lines of the file instead of made-up traffic: those with a commandId to
                             account.commands, the others to account.risk.updates, keyed by their accountUuid
              --mapping FILE reads the lines by this mapping, as the command try does: a value, or an object with "key",
                             "headers", "timestamp" and "value"
              --topic TOPIC  the topic that a mapping is for: risk-updates (if not given) or commands
              --rate N       records a second, 2000 if not given, 0 for as many as go
              --mysql SETUP  one (if not given) or group: three servers with Group Replication; kill the primary and watch
              --help         this text
            Any other --name=value is a setting of the worker, such as --account-risk.lane=locked. A decoder that the settings
            choose reads the lines of --feed with --mapping, too.""";

    LocalRunOptions {
        forWorker = List.copyOf(forWorker);
    }

    static LocalRunOptions parse(String... arguments) {
        Path feed = null;
        Path mapping = null;
        String topic = "risk-updates";
        int rate = RATE_DEFAULT;
        MySqlSetup mysql = MySqlSetup.ONE;
        boolean help = false;
        var forWorker = new ArrayList<String>();
        var rest = List.of(arguments).iterator();
        while (rest.hasNext()) {
            String argument = rest.next();
            String name = argument.split("=", 2)[0];
            switch (name) {
                case "--feed" -> feed = readable(value(argument, rest));
                case "--mapping" -> mapping = readable(value(argument, rest));
                case "--topic" -> topic = topic(value(argument, rest));
                case "--rate" -> rate = rate(value(argument, rest));
                case "--mysql" -> mysql = MySqlSetup.parse(value(argument, rest));
                case "--help" -> help = true;
                default -> forWorker.add(argument);
            }
        }
        if (mapping != null && feed == null) {
            throw new IllegalArgumentException("--mapping needs --feed: made-up traffic has the contract's own form");
        }
        return new LocalRunOptions(feed, mapping, topic, rate, mysql, help, forWorker);
    }

    /** Both {@code --name value} and {@code --name=value}. */
    private static String value(String argument, java.util.Iterator<String> rest) {
        int equals = argument.indexOf('=');
        if (equals >= 0) {
            return argument.substring(equals + 1);
        }
        if (!rest.hasNext()) {
            throw new IllegalArgumentException(argument + " needs a value");
        }
        return rest.next();
    }

    private static Path readable(String text) {
        Path file = Path.of(text);
        if (!Files.isReadable(file) || Files.isDirectory(file)) {
            throw new IllegalArgumentException("cannot read the file " + file.toAbsolutePath());
        }
        return file;
    }

    private static String topic(String text) {
        if (text.equals("risk-updates") || text.equals("commands")) {
            return text;
        }
        throw new IllegalArgumentException("--topic is risk-updates or commands, not " + text);
    }

    private static int rate(String text) {
        try {
            int rate = Integer.parseInt(text);
            if (rate >= 0) {
                return rate;
            }
        } catch (NumberFormatException e) {
            // reported below
        }
        throw new IllegalArgumentException("--rate is a number of records a second, not " + text);
    }
}
