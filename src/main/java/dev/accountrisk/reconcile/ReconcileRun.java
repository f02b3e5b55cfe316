package dev.accountrisk.reconcile;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import org.jspecify.annotations.Nullable;

/** The row of a run: how far it is, and what came of it. */
@Entity
@SuppressWarnings("UnusedVariable") // written here, read from the table
@Table(name = "reconcile_run")
class ReconcileRun {
    @Id
    private String id = "";
    private String state = "RUNNING";
    private String lastAccount = "";
    private long accountsChecked;
    private long findings;
    private long begunAt;
    private @Nullable Long endedAt;

    /** For JPA. */
    protected ReconcileRun() {}

    ReconcileRun(long begunAtMillis) {
        this.id = Long.toString(begunAtMillis, Character.MAX_RADIX);
        this.begunAt = begunAtMillis;
    }

    void checked(String account, int accounts, int found) {
        state = "RUNNING";
        lastAccount = account;
        accountsChecked += accounts;
        findings += found;
    }

    void end(String newState, int found, long atMillis) {
        state = newState;
        findings += found;
        endedAt = atMillis;
    }

    String id() {
        return id;
    }

    String state() {
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

    long begunAtMillis() {
        return begunAt;
    }
}
