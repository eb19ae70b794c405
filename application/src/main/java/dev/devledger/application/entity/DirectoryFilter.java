package dev.devledger.application.entity;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A filter of people, customers or services; null and empty match all.
 *
 * @param texts words; each has to be in the name or the e-mail address of a person, or in the name or the notes of an
 *     item, in any letter case
 */
public record DirectoryFilter(@Nullable Boolean archived, List<String> texts, boolean deleted) {
    /** The entities neither archived nor deleted. */
    public static final DirectoryFilter CURRENT = new DirectoryFilter(false, List.of(), false);

    public static DirectoryFilter read(FilterSource from) {
        return new DirectoryFilter(from.truth("archived"), from.search("q"), from.flag("deleted"));
    }
}
