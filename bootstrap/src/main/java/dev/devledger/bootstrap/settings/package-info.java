/** The settings: reads and checks them, and reports errors. */
@NullMarked
package dev.devledger.bootstrap.settings;

import org.jspecify.annotations.NullMarked;
