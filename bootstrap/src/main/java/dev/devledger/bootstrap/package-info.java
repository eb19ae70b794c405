/** The application: which adapter stands behind which port. */
@NullMarked
package dev.devledger.bootstrap;

import org.jspecify.annotations.NullMarked;
