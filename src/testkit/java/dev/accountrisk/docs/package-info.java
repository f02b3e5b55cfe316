/**
 * Owns the tests of the documents: every link leads somewhere, and a fact that code or configuration also states is the same in
 * both. May read any file of the checkout. Never starts a server.
 */
@NullMarked
package dev.accountrisk.docs;

import org.jspecify.annotations.NullMarked;
