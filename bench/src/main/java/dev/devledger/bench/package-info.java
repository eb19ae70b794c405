/** The benchmark: which trials there are to run, and how it ends. */
@NullMarked
package dev.devledger.bench;

import org.jspecify.annotations.NullMarked;
