/** What people call that which they read of by its key. */
@NullMarked
package dev.devledger.adapters.postgres.names;

import org.jspecify.annotations.NullMarked;
