/** The peer: the same stack without history. It reads a request, checks it and answers it with the classes of the real resources. */
@NullMarked
package dev.devledger.bench.peer;

import org.jspecify.annotations.NullMarked;
