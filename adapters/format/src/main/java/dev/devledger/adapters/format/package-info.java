/**
 * Reads and writes JSON and the lines of files, for the adapters that do it alike. Adapters do not see each other, and
 * the application knows nothing of formats, so this is a package of its own, which all of them may see; it sees none.
 */
@NullMarked
package dev.devledger.adapters.format;

import org.jspecify.annotations.NullMarked;
