package dev.accountrisk.cli.trial;

import dev.accountrisk.account.Command;
import dev.accountrisk.account.RiskUpdate;
import dev.accountrisk.mapping.Part;
import dev.accountrisk.text.PrintableText;
import dev.accountrisk.wire.Decoded;
import java.io.PrintStream;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Prints what becomes of samples. */
final class TryOutput {
    private final PrintStream out;
    private int valid;
    private int parked;
    private int ignored;

    TryOutput(PrintStream out) {
        this.out = out;
    }

    int parked() {
        return parked;
    }

    void print(long line, Decoded<?> decoded) {
        switch (decoded) {
            case Decoded.Valid<?>(Object event) -> {
                valid++;
                say(line, "valid", text(event));
            }
            case Decoded.Invalid<?> invalid -> {
                parked++;
                say(line, "parked as " + invalid.reason(), invalid.detail());
            }
            case Decoded.Ignored<?> _ -> {
                ignored++;
                say(line, "ignored", "a condition of the mapping leaves it out");
            }
        }
    }

    /** A line that is no sample. */
    void printWrong(long line, String rule) {
        parked++;
        say(line, "no sample", rule);
    }

    private void say(long line, String outcome, String why) {
        out.println(PrintableText.escape("line " + line + ": " + outcome + ": " + why));
    }

    void explain(List<Part> parts) {
        for (Part part : parts) {
            String taken = part.found() == null
                    ? "nothing"
                    : part.found().equals(part.becomes()) ? part.found() : part.found() + " -> " + part.becomes();
            out.println(PrintableText.escape(
                    String.format(Locale.ROOT, "    %-12s %s, from %s", part.field(), taken, part.place())));
        }
    }

    void printSum() {
        out.printf(Locale.ROOT, "%,d valid, %,d parked, %,d ignored%n", valid, parked, ignored);
    }

    private static String text(Object event) {
        List<String> parts = new ArrayList<>();
        switch (event) {
            case RiskUpdate update -> {
                parts.add(update.type() + " " + update.risk());
                parts.add("account " + update.accountUuid());
                parts.add("event " + update.eventId());
                parts.add("at " + Instant.ofEpochMilli(update.occurredAtMillis()));
                add(parts, "sequence", update.sequence() == RiskUpdate.NO_SEQUENCE ? null : update.sequence());
            }
            case Command command -> {
                parts.add(command.type().name());
                parts.add("account " + command.accountUuid());
                parts.add("command " + command.commandId());
                add(parts, "amount", command.amount() == null ? null : command.amount().toPlainString());
                add(parts, "asset", command.asset());
                add(parts, "hold", command.holdId());
                add(parts, "until", command.expiresAtMillis() == null
                        ? null
                        : Instant.ofEpochMilli(command.expiresAtMillis()));
                add(parts, "reference", command.externalRef());
                parts.add("at " + Instant.ofEpochMilli(command.timeMillis()));
            }
            default -> parts.add(event.toString());
        }
        return String.join(", ", parts);
    }

    private static void add(List<String> parts, String name, @Nullable Object value) {
        if (value != null) {
            parts.add(name + " " + value);
        }
    }
}
