/** The common parts of all imitations: tables of JSON, habits, the clock, deliveries, answers. */
@NullMarked
package dev.devledger.adapters.sandbox.kernel;

import org.jspecify.annotations.NullMarked;
