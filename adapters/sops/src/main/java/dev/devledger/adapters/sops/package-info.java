/** Files that SOPS encrypted for an age recipient, read without the program. */
@NullMarked
package dev.devledger.adapters.sops;

import org.jspecify.annotations.NullMarked;
