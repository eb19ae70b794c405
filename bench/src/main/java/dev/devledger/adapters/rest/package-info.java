/**
 * The peer: the same stack without history. It is in the package of the real resources so that it reads a request, checks
 * it and answers it with their own classes.
 */
@NullMarked
package dev.devledger.adapters.rest;

import org.jspecify.annotations.NullMarked;
