@NullMarked
package dev.devledger.bootstrap;

import org.jspecify.annotations.NullMarked;
