package dev.accountrisk.badhouse.reconcile;

import dev.accountrisk.badhouse.wire.BindsObjects;

public final class TakesTheWire {
    BindsObjects take() {
        return new BindsObjects();
    }
}
