package dev.accountrisk.badhouse.account;

import dev.accountrisk.badhouse.BadHouse;

final class UsesTheFrontDoor {
    Class<?> house() {
        return BadHouse.class;
    }
}
