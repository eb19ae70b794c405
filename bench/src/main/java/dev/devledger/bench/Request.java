package dev.devledger.bench;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** A kind of request, with the words in it that the load process fills in, from {@code picks} where it says pick. */
record Request(
        String name, String method, String path, @Nullable String body, List<String> picks) {}
