/**
 * Owns the tests of what is under {@code deploy/}: each file is checked by something real, a parser that is strict, a program
 * that reads it in production, or a worker that runs under it. Makes the image's layout, which other tests start their
 * workers from. May use the worker's entry and the test servers. Never repeats
 * what a file says: it asserts the rules that the file has to keep.
 */
@NullMarked
package dev.accountrisk.deploy;

import org.jspecify.annotations.NullMarked;
