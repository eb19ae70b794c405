/** What those who come in ask of the inside as a whole. */
@NullMarked
package dev.devledger.application.ports;

import org.jspecify.annotations.NullMarked;
