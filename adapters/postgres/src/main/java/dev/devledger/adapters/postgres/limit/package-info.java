/** What all nodes together have let in of each caller. */
@NullMarked
package dev.devledger.adapters.postgres.limit;

import org.jspecify.annotations.NullMarked;
