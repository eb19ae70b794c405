@NullMarked
package dev.devledger.adapters.rest;

import org.jspecify.annotations.NullMarked;
