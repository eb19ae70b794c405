/** What happened, what differs between two moments, how much it was, and at which moments. */
@NullMarked
package dev.devledger.adapters.rest.history;

import org.jspecify.annotations.NullMarked;
