/** Ports: a connected service, and what it costs to call it. */
@NullMarked
package dev.devledger.application.sync.connector;

import org.jspecify.annotations.NullMarked;
