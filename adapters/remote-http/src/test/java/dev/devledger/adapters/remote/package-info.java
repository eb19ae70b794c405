@NullMarked
package dev.devledger.adapters.remote;

import org.jspecify.annotations.NullMarked;
