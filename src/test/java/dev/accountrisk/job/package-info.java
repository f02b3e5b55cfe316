/** What the job room promises. */
@NullMarked
package dev.accountrisk.job;

import org.jspecify.annotations.NullMarked;
