/** Ports: a connected service, and the budget of calls to it. */
@NullMarked
package dev.devledger.application.sync.connector;

import org.jspecify.annotations.NullMarked;
