/** Reads files that SOPS encrypted for an age recipient, without the {@code sops} program. */
@NullMarked
package dev.devledger.adapters.sops;

import org.jspecify.annotations.NullMarked;
