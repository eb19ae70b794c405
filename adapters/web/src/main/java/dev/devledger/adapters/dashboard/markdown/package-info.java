/** Texts of users and agents, rendered from Markdown for the pages. */
@NullMarked
package dev.devledger.adapters.dashboard.markdown;

import org.jspecify.annotations.NullMarked;
