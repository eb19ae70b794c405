package dev.devledger.application.entity;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which people, customers or services; null and empty stand for all.
 *
 * @param texts each is looked for in name and e-mail address, or in name and notes, in any case, and must be in one of them
 */
public record DirectoryFilter(@Nullable Boolean archived, List<String> texts, boolean deleted) {
    /** Those that can be chosen. */
    public static final DirectoryFilter CURRENT = new DirectoryFilter(false, List.of(), false);

    public static DirectoryFilter read(FilterSource from) {
        return new DirectoryFilter(from.truth("archived"), from.search("q"), from.flag("deleted"));
    }
}
