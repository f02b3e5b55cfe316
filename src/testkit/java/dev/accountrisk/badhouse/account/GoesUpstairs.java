package dev.accountrisk.badhouse.account;

import dev.accountrisk.badhouse.wire.BindsObjects;

public final class GoesUpstairs {
    public BindsObjects circle() {
        return new BindsObjects();
    }
}
