/** The application's front door: which of the four commands runs, and nothing else. */
@org.jspecify.annotations.NullMarked
package dev.accountrisk;
