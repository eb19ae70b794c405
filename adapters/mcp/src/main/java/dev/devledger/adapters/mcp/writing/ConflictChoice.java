package dev.devledger.adapters.mcp.writing;

import dev.devledger.adapters.mcp.tool.Arguments;
import dev.devledger.domain.sync.conflict.Choice;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** One conflict of a call, and what is chosen for it. */
record ConflictChoice(
        Arguments given,
        UUID conflict,
        Choice choice,
        @Nullable String value) {}
