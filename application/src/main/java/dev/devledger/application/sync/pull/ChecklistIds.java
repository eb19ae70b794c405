package dev.devledger.application.sync.pull;

import dev.devledger.domain.shared.ChecklistItem;
import dev.devledger.domain.sync.content.Canonical;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.function.IntPredicate;
import org.jspecify.annotations.Nullable;

/** Which item of the ledger's checklist one of both sides' is: by its id, else by title and place, by title, or by place. */
final class ChecklistIds {
    private final List<ChecklistItem> now;
    private final List<Canonical.Check> wanted;
    private final @Nullable UUID[] ids;
    private final boolean[] used;

    private ChecklistIds(List<ChecklistItem> now, List<Canonical.Check> wanted) {
        this.now = now;
        this.wanted = wanted;
        this.ids = new UUID[wanted.size()];
        this.used = new boolean[now.size()];
    }

    /** The wanted items; those that are there already keep their id, the others get a new one. */
    static List<ChecklistItem> keep(List<ChecklistItem> now, List<Canonical.Check> wanted) {
        return new ChecklistIds(now, wanted).keep();
    }

    private List<ChecklistItem> keep() {
        for (int i = 0; i < wanted.size(); i++) {
            byId(i);
        }
        for (int i = 0; i < wanted.size(); i++) {
            int place = i;
            match(i, item -> item == place && sameTitle(item, place));
        }
        for (int i = 0; i < wanted.size(); i++) {
            int place = i;
            match(i, item -> sameTitle(item, place));
        }
        for (int i = 0; i < wanted.size(); i++) {
            int place = i;
            match(i, item -> item == place);
        }
        List<ChecklistItem> items = new ArrayList<>();
        for (int i = 0; i < wanted.size(); i++) {
            UUID id = ids[i];
            items.add(new ChecklistItem(
                    id == null ? UUID.randomUUID() : id,
                    wanted.get(i).title(),
                    wanted.get(i).done()));
        }
        return List.copyOf(items);
    }

    /** One that is not there yet has its id already as well. */
    private void byId(int place) {
        UUID id = wanted.get(place).ledgerId();
        if (id == null || Arrays.asList(ids).contains(id)) {
            return;
        }
        match(place, item -> now.get(item).id().equals(id));
        ids[place] = id;
    }

    private boolean sameTitle(int item, int place) {
        return now.get(item).title().equals(wanted.get(place).title());
    }

    private void match(int place, IntPredicate is) {
        if (ids[place] != null) {
            return;
        }
        for (int item = 0; item < used.length; item++) {
            if (!used[item] && is.test(item)) {
                used[item] = true;
                ids[place] = now.get(item).id();
                return;
            }
        }
    }
}
