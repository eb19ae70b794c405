/**
 * The pages for a person with a browser: all projects, one project, the history, the sync. Each is a GET whose address
 * has everything and which needs no script to be read; writes go through the API, called by the page's script.
 */
@NullMarked
package dev.devledger.adapters.dashboard;

import org.jspecify.annotations.NullMarked;
