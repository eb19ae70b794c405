/** The sync over REST: connectors, conflicts, and changes that wait for approval. */
@NullMarked
package dev.devledger.adapters.rest.sync;

import org.jspecify.annotations.NullMarked;
