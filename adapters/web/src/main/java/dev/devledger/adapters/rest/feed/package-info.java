/** The ledger as a stream of server-sent events. */
@NullMarked
package dev.devledger.adapters.rest.feed;

import org.jspecify.annotations.NullMarked;
