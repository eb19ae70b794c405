/** The history over REST: changes, differences between two moments, counts, and moments of changes. */
@NullMarked
package dev.devledger.adapters.rest.history;

import org.jspecify.annotations.NullMarked;
