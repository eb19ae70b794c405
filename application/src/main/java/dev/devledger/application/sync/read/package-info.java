/** Reads the remote, and judges what the result of a read proves. */
@NullMarked
package dev.devledger.application.sync.read;

import org.jspecify.annotations.NullMarked;
