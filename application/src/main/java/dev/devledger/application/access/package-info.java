/** Who may come in, what they may do, and how much of the server they may use. */
@NullMarked
package dev.devledger.application.access;

import org.jspecify.annotations.NullMarked;
