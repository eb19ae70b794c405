/** What can be set: read, checked, and told where it is wrong. */
@NullMarked
package dev.devledger.bootstrap.settings;

import org.jspecify.annotations.NullMarked;
