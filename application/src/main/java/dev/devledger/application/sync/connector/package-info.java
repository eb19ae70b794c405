/** Ports: a connected service, and what calls to it cost. */
@NullMarked
package dev.devledger.application.sync.connector;

import org.jspecify.annotations.NullMarked;
