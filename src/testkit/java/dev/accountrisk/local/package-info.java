/**
 * The local run: the three servers, the worker as it is, and a feed of traffic, for a person at a terminal to watch.
 * It owns the feed and the live line. It may use the servers' room and the worker's main class and looks at the worker
 * only from outside, as any operator would: its metrics, its tables, its topics.
 */
@NullMarked
package dev.accountrisk.local;

import org.jspecify.annotations.NullMarked;
