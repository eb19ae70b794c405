/** Commands, events, states and the pure rules; no framework, no clock, no input or output. */
@NullMarked
package dev.devledger.domain;

import org.jspecify.annotations.NullMarked;
