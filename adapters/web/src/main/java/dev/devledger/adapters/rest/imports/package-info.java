/** Files that come in: read in their forms, row by row. */
@NullMarked
package dev.devledger.adapters.rest.imports;

import org.jspecify.annotations.NullMarked;
