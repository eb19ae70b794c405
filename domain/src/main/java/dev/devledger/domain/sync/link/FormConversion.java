package dev.devledger.domain.sync.link;

import dev.devledger.domain.shared.Change;
import dev.devledger.domain.shared.NearestValues;
import dev.devledger.domain.sync.content.CanonicalChanges;
import dev.devledger.domain.sync.content.CanonicalChanges.Dates;
import dev.devledger.domain.sync.content.CanonicalChanges.Field;
import dev.devledger.domain.sync.content.CanonicalContent;
import dev.devledger.domain.sync.content.CanonicalContent.ChecklistEntry;
import dev.devledger.domain.sync.link.ChecklistSides.ChecklistMatch;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Converts content between the ledger's form and the remote's. A field that still equals its recorded form is converted
 * as a whole; in an edited field, each tag, line and item that the ledger cannot hold as the service does is converted
 * on its own.
 */
final class FormConversion {
    private FormConversion() {}

    static CanonicalContent remote(CanonicalChanges forms, CanonicalContent local) {
        CanonicalChanges back = inZoneOf(local, forms).reversed();
        CanonicalContent originals = back.applyTo(CanonicalContent.list(""));
        CanonicalContent parts = local.withTags(NearestValues.originalTags(local.tags(), originals.tags()))
                .withDescription(NearestValues.originalText(local.description(), originals.description()))
                .withChecklist(items(back.checklist(), local.checklist()));
        return whole(back, local).applyTo(parts);
    }

    static CanonicalContent local(CanonicalChanges forms, CanonicalContent remote) {
        NearestValues nearest = new NearestValues();
        CanonicalContent parts = remote.withTags(new TreeSet<>(nearest.tags("", remote.tags())))
                .withDescription(nearest.text("", remote.description(), Integer.MAX_VALUE))
                .withChecklist(items(forms.checklist(), remote.checklist()));
        return whole(forms, remote)
                .applyTo(CanonicalChanges.between(remote, parts)
                        .only(forms.fields())
                        .applyTo(remote));
    }

    /** Gives a remote day without a zone the zone of the local day. */
    private static CanonicalChanges inZoneOf(CanonicalContent local, CanonicalChanges forms) {
        Change<Dates> dates = forms.dates();
        if (dates == null || dates.to() == null || dates.to().timeZone() != null) {
            return forms;
        }
        Dates to = new Dates(dates.to().startDate(), dates.to().dueDate(), local.timeZone());
        return forms.and(
                new CanonicalChanges(null, null, null, null, new Change<>(dates.from(), to), null, null, null));
    }

    /** Keeps only the forms of fields whose content still equals the recorded form. */
    private static CanonicalChanges whole(CanonicalChanges forms, CanonicalContent content) {
        Set<Field> same = forms.fields();
        same.removeAll(CanonicalChanges.between(forms.reversed().applyTo(content), content)
                .fields());
        return forms.only(same);
    }

    private static List<ChecklistEntry> items(@Nullable Change<List<ChecklistEntry>> form, List<ChecklistEntry> items) {
        if (form == null || form.from() == null || form.to() == null) {
            return items;
        }
        List<ChecklistEntry> changed = new ArrayList<>(items);
        int[] places = ChecklistMatch.same(form.from(), items);
        for (int i = 0; i < Math.min(places.length, form.to().size()); i++) {
            ChecklistEntry item = places[i] < 0 ? null : items.get(places[i]);
            if (item != null && item.title().equals(form.from().get(i).title())) {
                changed.set(places[i], item.saying(form.to().get(i).title(), item.done()));
            }
        }
        return changed;
    }
}
