/**
 * How JSON and the lines of a file are written and read, for the adapters that do it alike. Adapters do not see each other,
 * and the application knows nothing of formats, so it is a package of its own, which all of them may see; it sees none.
 */
@NullMarked
package dev.devledger.adapters.format;

import org.jspecify.annotations.NullMarked;
