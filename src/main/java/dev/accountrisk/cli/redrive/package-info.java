/** The commands of {@code redrive}: list, show, release and drop. May use {@code cli.job} and the rooms redrive and parking. */
@NullMarked
package dev.accountrisk.cli.redrive;

import org.jspecify.annotations.NullMarked;
