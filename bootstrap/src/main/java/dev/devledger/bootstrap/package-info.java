/** The application: what is wired to what. It may see everything, nothing sees it. */
@NullMarked
package dev.devledger.bootstrap;

import org.jspecify.annotations.NullMarked;
