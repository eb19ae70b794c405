package dev.devledger.adapters.postgres.query;

import dev.devledger.application.history.HistoryView.ChangedField;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Where a task was put, told with the keys of the projects and tasks that the entry has only the ids of. */
record PlaceKeys(Map<String, String> keys) {

    private static final String PROJECT = "projectId";
    private static final String PARENT = "parentId";

    /** The changes, and behind each of an id one with the keys: {@code projectKey} or {@code parentKey}. */
    List<ChangedField> in(List<ChangedField> changes) {
        if (keys.isEmpty()) {
            return changes;
        }
        List<ChangedField> all = new ArrayList<>();
        for (ChangedField change : changes) {
            all.add(change);
            switch (change.field()) {
                case PROJECT -> all.add(new ChangedField("projectKey", key(change.from()), key(change.to())));
                case PARENT -> all.add(new ChangedField("parentKey", key(change.from()), key(change.to())));
                default -> {}
            }
        }
        return List.copyOf(all);
    }

    /** The sentence with the keys, such as {@code Moved the task to another project (from P-1 to P-2).} */
    String in(String sentence, List<ChangedField> changes) {
        List<String> places = new ArrayList<>();
        for (ChangedField change : changes) {
            String from = key(change.from());
            String to = key(change.to());
            if (change.field().equals(PROJECT) && to != null) {
                places.add(from == null ? "in " + to : "from " + from + " to " + to);
            } else if (change.field().equals(PARENT) && (from != null || to != null)) {
                places.add(to == null ? "it was below " + from : "below " + to);
            }
        }
        return places.isEmpty() || !sentence.endsWith(".")
                ? sentence
                : sentence.substring(0, sentence.length() - 1) + " (" + String.join(", ", places) + ").";
    }

    private @Nullable String key(@Nullable Object id) {
        return id == null ? null : keys.get(id.toString());
    }
}
