/** The read model built anew beside the live one, and put in its place. */
@NullMarked
package dev.devledger.adapters.postgres.rebuild;

import org.jspecify.annotations.NullMarked;
