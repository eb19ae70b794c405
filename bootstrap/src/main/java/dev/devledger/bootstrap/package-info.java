/** The application: connects each port with its adapter. */
@NullMarked
package dev.devledger.bootstrap;

import org.jspecify.annotations.NullMarked;
