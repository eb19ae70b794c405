/**
 * The pages for a person with a browser: all projects, one project, the history, the sync. Each page is a GET request
 * whose address contains the whole request, and can be read without a script. Writes go through the API, called by the
 * page's script.
 */
@NullMarked
package dev.devledger.adapters.dashboard;

import org.jspecify.annotations.NullMarked;
