/**
 * The first and last steps of a process: checks of the port, the last lines of a start, signals, the time limit of a
 * stop, and reports of failures.
 */
@NullMarked
package dev.devledger.bootstrap.start;

import org.jspecify.annotations.NullMarked;
