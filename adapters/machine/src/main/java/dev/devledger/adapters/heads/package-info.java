/** Where the heads of sealed batches are kept, outside of the database. */
@NullMarked
package dev.devledger.adapters.heads;

import org.jspecify.annotations.NullMarked;
