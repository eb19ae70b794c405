/** Pages that read the history: the changes, the differences between two moments, and the search. */
@NullMarked
package dev.devledger.adapters.dashboard.history;

import org.jspecify.annotations.NullMarked;
