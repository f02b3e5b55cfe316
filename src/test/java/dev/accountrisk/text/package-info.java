@NullMarked
package dev.accountrisk.text;

import org.jspecify.annotations.NullMarked;
