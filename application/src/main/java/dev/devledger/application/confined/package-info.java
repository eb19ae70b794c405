/**
 * What somebody sees and writes who is confined to one project: the ports of the ledger, each with nothing in it but that
 * project. What they wrap has it all, and is used by nobody else.
 */
@NullMarked
package dev.devledger.application.confined;

import org.jspecify.annotations.NullMarked;
