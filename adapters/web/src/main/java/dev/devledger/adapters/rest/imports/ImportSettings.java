package dev.devledger.adapters.rest.imports;

import java.nio.file.Path;

/**
 * Where files that are imported lie meanwhile, and how large they may be.
 *
 * @param maxSize in bytes
 */
public record ImportSettings(Path folder, long maxSize) {}
