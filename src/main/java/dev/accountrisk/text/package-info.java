/**
 * Owns how text for people is made: what is safe to print, and which trouble is worth a line of the log. It does not know what the text is about.
 *
 * <p>May use {@code java..} only.
 */
@NullMarked
package dev.accountrisk.text;

import org.jspecify.annotations.NullMarked;
