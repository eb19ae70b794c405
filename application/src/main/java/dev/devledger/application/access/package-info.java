/** Access to the server: who may come in, what they may do, and how much they may use. */
@NullMarked
package dev.devledger.application.access;

import org.jspecify.annotations.NullMarked;
