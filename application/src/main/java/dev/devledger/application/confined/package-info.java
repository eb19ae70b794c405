/**
 * The ports of the ledger for a caller that is confined to one project, each with nothing in it but that project. The
 * wrapped ports have everything, and only these use them.
 */
@NullMarked
package dev.devledger.application.confined;

import org.jspecify.annotations.NullMarked;
