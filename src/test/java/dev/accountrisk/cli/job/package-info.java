/** Tests of text that is printed. */
@NullMarked
package dev.accountrisk.cli.job;

import org.jspecify.annotations.NullMarked;
