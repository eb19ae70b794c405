/** The file that holds a whole ledger: gzip, and in it a JSON object a line. */
@NullMarked
package dev.devledger.adapters.backup;

import org.jspecify.annotations.NullMarked;
