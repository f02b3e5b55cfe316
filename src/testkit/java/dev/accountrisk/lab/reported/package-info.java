/**
 * Four failures that were reported from running systems, each as the program was written there, run under load until the
 * reported error is really seen.
 *
 * <p>
 * Owns: the programs and their tables, in a database of their own. May use: JDBC, Spring's transactions, JPA, Redisson, the
 * test servers, the lab's crowd. Never: a program that is repaired on the way in; what is wrong with them is the point.
 */
@org.jspecify.annotations.NullMarked
package dev.accountrisk.lab.reported;
