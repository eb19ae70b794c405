/** The whole ledger as one file, and back. */
@NullMarked
package dev.devledger.application.backup;

import org.jspecify.annotations.NullMarked;
