/**
 * Reads and writes JSON and the lines of files, for adapters that do so in the same way. Adapters may not use each
 * other, and the application knows no formats, so these classes are in a package that all adapters may use; this
 * package uses no adapter.
 */
@NullMarked
package dev.devledger.adapters.format;

import org.jspecify.annotations.NullMarked;
