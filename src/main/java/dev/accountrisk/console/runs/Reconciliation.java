package dev.accountrisk.console.runs;

import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A run of reconcile. The components are named as the attributes of the row.
 *
 * @param lastAccount all accounts up to it are checked
 * @param endedAt     null while it runs, or if it was killed
 */
public record Reconciliation(String id, String state, String lastAccount, long accountsChecked, long findings,
        long levelsToRecompute, @Nullable Instant begunAt, @Nullable Instant endedAt) {
    /** Whether every account was checked and nothing was found. */
    public boolean clean() {
        return state.equals("CLEAN");
    }

    /** What it says about the data, in one line. */
    public String result() {
        return switch (state) {
            case "CLEAN" -> "no drift in " + number(accountsChecked) + " accounts";
            case "DRIFT" -> number(findings) + (findings == 1 ? " finding in " : " findings in ")
                    + number(accountsChecked) + " accounts";
            case "RUNNING" -> "under way or killed: " + soFar();
            case "STOPPED" -> "told to stop: " + soFar();
            default -> "failed: " + soFar();
        };
    }

    private String soFar() {
        return number(accountsChecked) + " accounts checked, findings so far: " + number(findings);
    }

    private static String number(long number) {
        return String.format(Locale.ROOT, "%,d", number);
    }
}
