package dev.accountrisk.reconcile;

import dev.accountrisk.account.Entry;
import dev.accountrisk.engine.Topic;
import dev.accountrisk.engine.check.AccountChecks;
import dev.accountrisk.engine.check.CheckContext;

/** A topic, and its checks as a run opened them. */
record TopicChecks<E extends Entry>(Topic<E> topic, AccountChecks<E> checks) {

    static <E extends Entry> TopicChecks<E> open(Topic<E> topic, CheckContext context) {
        return new TopicChecks<>(topic, topic.openChecks(context));
    }
}
