package dev.devledger.domain.sync.merge;

import dev.devledger.domain.sync.content.Canonical;
import dev.devledger.domain.sync.content.CanonicalChanges;
import dev.devledger.domain.sync.content.CanonicalChanges.Dates;
import dev.devledger.domain.sync.content.CanonicalChanges.Field;
import dev.devledger.domain.sync.content.RemoteStatus;
import dev.devledger.domain.sync.link.Checklists;
import dev.devledger.domain.sync.link.PastValues;
import dev.devledger.domain.sync.link.SyncLink.Linked;
import dev.devledger.domain.sync.link.SyncLink.Sent;
import java.util.Set;

/** Our own writes, as far as the remote shows them. */
final class OwnWrites {
    private OwnWrites() {}

    /** Those of these fields in which the remote holds just that. */
    static Set<Field> shown(CanonicalChanges values, Canonical base, Canonical remote) {
        Set<Field> fields = values.fields();
        fields.removeAll(CanonicalChanges.between(values.applyTo(base), remote).fields());
        return fields;
    }

    /**
     * A write of ours without an answer that the remote now shows has landed: it counts as agreed
     * (docs/sync-design.md, section 6). Of a set it is enough that its members are there and gone: what others have done to
     * the same set is theirs, and what it was before would take our own members for theirs. That a recurring task was completed shows only in its dates, which have moved
     * on: to complete it again would end one more occurrence. One that lands late, after newer ones, is told by its
     * values as well: nobody has typed them there.
     */
    static Canonical landed(Linked link, Canonical remote, boolean recurring) {
        Canonical base = link.base();
        Dates dates = Dates.of(remote);
        boolean moved = recurring && !dates.equals(Dates.of(link.base()));
        for (PastValues past : link.past()) {
            if (past.late()) {
                Set<Field> landed = shown(past.values(), link.base(), remote);
                base = CanonicalChanges.between(base, remote).only(landed).applyTo(base);
            }
        }
        for (Sent sent : link.sent()) {
            Canonical written = sent.changes().applyTo(link.base());
            Set<Field> landed = shown(sent.changes(), link.base(), remote);
            base = CanonicalChanges.between(base, remote).only(landed).applyTo(base);
            base = SetWrites.landed(sent.changes().without(landed), base, remote);
            boolean movedOn = moved && !dates.equals(Dates.of(written)); // by more than the same write
            if (movedOn && sent.changes().completes()) {
                base = base.withStatus(RemoteStatus.COMPLETED);
            }
        }
        return Checklists.known(base, link);
    }
}
