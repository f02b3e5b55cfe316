/** What tests of checks collect their findings in. */
@NullMarked
package dev.accountrisk.engine.check;

import org.jspecify.annotations.NullMarked;
