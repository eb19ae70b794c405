@NullMarked
package dev.devledger.adapters.metrics;

import org.jspecify.annotations.NullMarked;
