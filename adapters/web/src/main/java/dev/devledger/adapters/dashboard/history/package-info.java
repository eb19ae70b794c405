/** What happened, what differs between two moments, and where something is found: pages that read the history. */
@NullMarked
package dev.devledger.adapters.dashboard.history;

import org.jspecify.annotations.NullMarked;
