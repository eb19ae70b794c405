/** The states that commands are decided on: kept from one command to the next, and one write at a time. */
@NullMarked
package dev.devledger.application.state;

import org.jspecify.annotations.NullMarked;
