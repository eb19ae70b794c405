/** Reads settings from a file that is encrypted with SOPS: {@code spring.config.import=optional:sops:<file>}. */
@NullMarked
package dev.devledger.bootstrap.sops;

import org.jspecify.annotations.NullMarked;
