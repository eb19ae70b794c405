/** The beginning of a start and the end of a stop: port, last lines, signals, deadline; and reports of failures. */
@NullMarked
package dev.devledger.bootstrap.start;

import org.jspecify.annotations.NullMarked;
