/** What all pages share: the answer as HTML or JSON, times, failures, and the clock of MySQL. */
@NullMarked
package dev.accountrisk.console.page;

import org.jspecify.annotations.NullMarked;
