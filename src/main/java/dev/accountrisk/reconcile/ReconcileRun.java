package dev.accountrisk.reconcile;

import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import org.jspecify.annotations.Nullable;

/** The row of a run: how far it is, what it found, and the risk policy that it checked levels by. */
@Entity
@SuppressWarnings("UnusedVariable") // written here, read from the table
@Table(name = "reconcile_run")
class ReconcileRun {
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
    protected ReconcileRun() {}

    ReconcileRun(long begunAtMillis) {
        this.id = Long.toString(begunAtMillis, Character.MAX_RADIX);
        this.begunAt = begunAtMillis;
    }

    void checksBy(String policyText) {
        policy = policyText;
    }

    void checked(String account, int accounts, int found, int newLevelsToRecompute) {
        state = RunState.RUNNING;
        lastAccount = account;
        accountsChecked += accounts;
        findings += found;
        levelsToRecompute += newLevelsToRecompute;
    }

    void end(RunState newState, int found, long atMillis) {
        state = newState;
        findings += found;
        endedAt = atMillis;
    }

    String id() {
        return id;
    }

    RunState state() {
        return state;
    }

    String lastAccount() {
        return lastAccount;
    }

    long accountsChecked() {
        return accountsChecked;
    }

    long findings() {
        return findings;
    }

    long levelsToRecompute() {
        return levelsToRecompute;
    }

    long begunAtMillis() {
        return begunAt;
    }
}
