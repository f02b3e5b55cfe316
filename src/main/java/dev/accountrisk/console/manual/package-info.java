/** The operators' documents, as pages beside those that they explain. Uses neither MySQL nor a login. */
@NullMarked
package dev.accountrisk.console.manual;

import org.jspecify.annotations.NullMarked;
