package dev.accountrisk.reconcile.record;

import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import org.jspecify.annotations.Nullable;

/** The row of a run: how far it is, what it found, and the policy that it checked rows by. */
@Entity
@SuppressWarnings("UnusedVariable") // written here, read from the table
@Table(name = "reconcile_run")
public final class ReconcileRun {
    @Id
    private String id = "";
    @Enumerated(EnumType.STRING)
    private RunState state = RunState.RUNNING;
    private String lastAccount = "";
    private long accountsChecked;
    private long findings;
    private long levelsToRecompute;
    private @Nullable String policy;
    private long begunAt;
    private @Nullable Long endedAt;

    /** For JPA. */
    ReconcileRun() {}

    public ReconcileRun(long begunAtMillis) {
        this.id = Long.toString(begunAtMillis, Character.MAX_RADIX);
        this.begunAt = begunAtMillis;
    }

    public void checksBy(String policyText) {
        policy = policyText;
    }

    public void checked(String account, int accounts, int found, int newLevelsToRecompute) {
        state = RunState.RUNNING;
        lastAccount = account;
        accountsChecked += accounts;
        findings += found;
        levelsToRecompute += newLevelsToRecompute;
    }

    public void end(RunState newState, int found, long atMillis) {
        state = newState;
        findings += found;
        endedAt = atMillis;
    }

    public String id() {
        return id;
    }

    public RunState state() {
        return state;
    }

    public String lastAccount() {
        return lastAccount;
    }

    public long accountsChecked() {
        return accountsChecked;
    }

    public long findings() {
        return findings;
    }

    public long levelsToRecompute() {
        return levelsToRecompute;
    }

    public long begunAtMillis() {
        return begunAt;
    }
}
