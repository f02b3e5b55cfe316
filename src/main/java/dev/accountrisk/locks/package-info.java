/**
 * Owns the locks in Redis, which save work that another writer would make void. They decide nothing; MySQL does.
 *
 * <p>May use the rooms database and engine, and Redisson in one class.
 */
@NullMarked
package dev.accountrisk.locks;

import org.jspecify.annotations.NullMarked;
