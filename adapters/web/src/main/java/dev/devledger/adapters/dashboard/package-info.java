/**
 * The pages that a person with a browser has: all projects at a glance, one project, what happened, how the sync is. Each is a
 * GET whose address says everything and which is read without script; what writes is the API, called by the page's script.
 */
@NullMarked
package dev.devledger.adapters.dashboard;

import org.jspecify.annotations.NullMarked;
