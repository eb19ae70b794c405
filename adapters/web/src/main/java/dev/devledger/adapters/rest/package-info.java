/** The REST API, its description and the page that shows it, wired. No framework finds anything by scanning. */
@NullMarked
package dev.devledger.adapters.rest;

import org.jspecify.annotations.NullMarked;
