/** The REST API and the pages beside it, wired. No framework finds anything by scanning. */
@NullMarked
package dev.devledger.adapters.rest;

import org.jspecify.annotations.NullMarked;
