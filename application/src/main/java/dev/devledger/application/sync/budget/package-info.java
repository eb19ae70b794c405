/** Ports: what calls to a connected service cost, and how many of them may go. */
@NullMarked
package dev.devledger.application.sync.budget;

import org.jspecify.annotations.NullMarked;
