package dev.devledger.domain.sync.merge;

import dev.devledger.domain.sync.content.Canonical;
import dev.devledger.domain.sync.content.CanonicalChanges.Field;
import org.jspecify.annotations.Nullable;

/**
 * A field that both sides changed, so that one of the values, or both, had to wait. The three contents are whole; only the
 * field matters.
 *
 * @param row by which rule it collides
 * @param base what both sides last held, null where that is not known (F10)
 * @param policy what was asked for such a field; {@code HOLD} also where a write would do harm
 * @param applied whose value both sides hold once the merge is done
 */
public record FieldCollision(
        Field field,
        MergeRule row,
        @Nullable Canonical base,
        Canonical local,
        Canonical remote,
        ConflictPolicy policy,
        AppliedSide applied) {}
