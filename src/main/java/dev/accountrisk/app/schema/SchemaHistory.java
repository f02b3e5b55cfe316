package dev.accountrisk.app.schema;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The migrations of a schema, and whether a program can work with the result. A migration only adds, so a program works with a schema
 * that is newer than the program. The exception says so in its name: after {@code V14__contract_12_…}, programs older than version 12
 * lack something.
 *
 * @param steps every migration, in any order
 */
record SchemaHistory(List<Step> steps) {
    private static final Pattern CONTRACT = Pattern.compile("contract (\\d+)\\b.*");

    /**
     * One migration.
     *
     * @param version     the schema's version after it
     * @param description the name of its script, with spaces
     * @param isDone      false if it was interrupted
     */
    record Step(int version, String description, boolean isDone) {
        /** The oldest program that works after this migration; 0 if all do. */
        private int oldestProgram() {
            Matcher contract = CONTRACT.matcher(description);
            return contract.matches() ? Integer.parseInt(contract.group(1)) : 0;
        }
    }

    /** The schema's version; 0 if there is no migration. */
    int version() {
        return steps.stream().filter(Step::isDone).mapToInt(Step::version).max().orElse(0);
    }

    /**
     * Why a program cannot work with the schema, and what to do; an empty text if it can.
     *
     * @param program the version of the schema that the program was made for
     */
    String obstacleFor(int program) {
        for (Step step : steps) {
            if (!step.isDone()) {
                return needed(program) + "the migration to version " + step.version()
                        + " did not end. Run the migration again: it continues";
            }
        }
        if (version() < program) {
            return needed(program) + "the schema has version " + version() + ". Run the migration of version "
                    + program;
        }
        for (Step step : steps) {
            if (program < step.oldestProgram()) {
                return "this program is of version " + program + ", and version " + step.version()
                        + " of the schema took away what programs before version " + step.oldestProgram()
                        + " need. Run a newer program";
            }
        }
        return "";
    }

    private static String needed(int program) {
        return "version " + program + " is needed, and ";
    }
}
