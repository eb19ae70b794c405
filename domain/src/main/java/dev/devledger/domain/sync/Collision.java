package dev.devledger.domain.sync;

import dev.devledger.domain.shared.FieldChange;
import dev.devledger.domain.sync.CanonicalChanges.Field;
import java.util.EnumSet;
import java.util.List;
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
public record Collision(
        Field field,
        Row row,
        @Nullable Canonical base,
        Canonical local,
        Canonical remote,
        ConflictPolicy policy,
        Applied applied) {

    /** What the ledger made of the agreed value, as people read it; none where that is not known. */
    public List<FieldChange> byLocal() {
        return base == null ? List.of() : changes(base, local);
    }

    /** What the remote made of the agreed value, as people read it; none where that is not known. */
    public List<FieldChange> byRemote() {
        return base == null ? List.of() : changes(base, remote);
    }

    /** From the ledger's value to the remote's, as people read it: one entry, of dates up to three. */
    public List<FieldChange> difference() {
        return changes(local, remote);
    }

    private List<FieldChange> changes(Canonical from, Canonical to) {
        return CanonicalChanges.between(from, to).only(EnumSet.of(field)).list();
    }
}
