@NullMarked
package dev.devledger.adapters;

import org.jspecify.annotations.NullMarked;
