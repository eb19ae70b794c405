/**
 * What the imitations of all services have in common: how tests make them misbehave and see what was asked of them, and
 * how they say what nobody knows of a service.
 */
@NullMarked
package dev.devledger.adapters.sandbox.kernel;

import org.jspecify.annotations.NullMarked;
