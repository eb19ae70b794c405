/** How it is measured: the server under test, those who send it requests, and the figures that come of it. */
@NullMarked
package dev.devledger.bench.measure;

import org.jspecify.annotations.NullMarked;
