package dev.devledger.application.query;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Some items of a list, and where to go on; {@code nextCursor} is null on the last page. */
public record Page<T>(List<T> items, @Nullable String nextCursor) {}
