/**
 * The REST API, its description and the page that shows the description, with their configuration. No framework finds
 * parts of the API by scanning.
 */
@NullMarked
package dev.devledger.adapters.rest;

import org.jspecify.annotations.NullMarked;
