/** Ports: a connected service. */
@NullMarked
package dev.devledger.application.sync.connector;

import org.jspecify.annotations.NullMarked;
