package dev.devledger.application.directory;

import dev.devledger.application.directory.SavedViews.ViewDirectory.StoredView;
import dev.devledger.application.entity.Filter.Criterion;
import dev.devledger.application.ledger.ChangeSet;
import dev.devledger.application.task.TaskFilter;
import dev.devledger.domain.directory.SavedView.ViewCommand;
import dev.devledger.domain.directory.SavedView.ViewDetails;
import dev.devledger.domain.directory.SavedView.ViewId;
import dev.devledger.domain.directory.SavedView.ViewKey;
import dev.devledger.domain.field.EntityKind.NamedParts;
import dev.devledger.domain.field.EntityKind.Patch;
import dev.devledger.domain.shared.NormalizedName;
import dev.devledger.domain.shared.Rejection;
import dev.devledger.domain.shared.Rejection.Code;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The writes of saved views, which are named queries of the page of tasks. Each method adds to a change set; an {@code
 * idOrKey} is the id or the key ({@code V-3}, in any case).
 */
public record SavedViews(SavedViews.ViewDirectory directory) {
    private static final int MOST = 50;

    public ViewId create(ChangeSet changes, ViewDetails details) {
        directory.lock();
        ViewDetails named =
                new ViewDetails(details.name().strip(), ViewQuery.normalized(details.query()), details.favourite());
        named.violations().rejectIfAny();
        ViewId id = new ViewId(changes.newId());
        requireFree(id, named.name());
        requireRoom();
        changes.send(new ViewCommand.Create(id, directory.nextKey(), named, changes.at()));
        return id;
    }

    public ViewId edit(ChangeSet changes, String idOrKey, Patch<ViewDetails> edit, @Nullable Long expectedVersion) {
        ViewId id = locked(idOrKey).viewId();
        Patch<ViewDetails> wanted = edit;
        String name = edit.value(ViewDetails.NAME);
        if (name != null) {
            wanted = wanted.set(ViewDetails.NAME, name.strip());
            requireFree(id, name);
        }
        String query = edit.value(ViewDetails.QUERY);
        if (query != null) {
            wanted = wanted.set(ViewDetails.QUERY, ViewQuery.normalized(query));
        }
        changes.send(new ViewCommand.Edit(id, wanted, expectedVersion, changes.at()));
        return id;
    }

    public ViewId delete(ChangeSet changes, String idOrKey, @Nullable Long expectedVersion) {
        ViewId id = locked(idOrKey).viewId();
        changes.send(new ViewCommand.Delete(id, expectedVersion, changes.at()));
        return id;
    }

    /** Checks a command of another component before it is sent, by the rules for names and the number of views. */
    public void requireAllowed(ViewCommand command) {
        switch (command) {
            case ViewCommand.Edit edit -> {
                directory.lock();
                String name = edit.edit().value(ViewDetails.NAME);
                if (name != null) {
                    requireFree(edit.view(), name);
                }
            }
            case ViewCommand.Restore restore -> {
                requireFree(
                        restore.view(),
                        locked(restore.view().toString()).details().name());
                requireRoom();
            }
            default -> {}
        }
    }

    private StoredView locked(String idOrKey) {
        directory.lock();
        return directory.find(idOrKey).orElseThrow(() -> unknown(idOrKey));
    }

    private void requireFree(ViewId own, String name) {
        directory.all().stream()
                .filter(other -> !other.viewId().equals(own))
                .filter(other -> NormalizedName.of(other.details().name()).equals(NormalizedName.of(name)))
                .findFirst()
                .ifPresent(other -> {
                    throw Rejection.of(
                            Code.CONFLICT_STATE,
                            "The name " + other.details().name() + " is that of " + other.key()
                                    + ". Each view has a name of its own, in any case. Choose another name.");
                });
    }

    private void requireRoom() {
        if (directory.all().size() >= MOST) {
            throw Rejection.of(
                    Code.CONFLICT_STATE,
                    "There are " + MOST + " views, and no more are allowed. Delete one that you do not need.");
        }
    }

    public static Rejection unknown(String idOrKey) {
        return Rejection.of(Code.NOT_FOUND, "There is no view " + idOrKey + ". GET /api/views lists all ids and keys.");
    }

    /** The queries of the page of tasks, in the one form in which they are stored and compared. */
    public static final class ViewQuery {
        /** The parameters that say how the tasks are shown, and of which project they are. */
        private static final List<String> OF_PAGE = List.of("view", "group", "project");

        private static final SortedSet<String> ALLOWED = Stream.concat(
                        OF_PAGE.stream(), TaskFilter.CRITERIA.stream().map(Criterion::name))
                .collect(Collectors.toCollection(TreeSet::new));

        private ViewQuery() {}

        /** Sorts the parameters of a query by name. A repeated one means the same as one with commas. */
        static String normalized(String query) {
            SortedMap<String, String> parameters = new TreeMap<>();
            for (String each : query.split("&", -1)) {
                int end = each.indexOf('=');
                String value = end < 0 ? "" : decoded(each.substring(end + 1));
                if (!value.isBlank()) {
                    parameters.merge(decoded(each.substring(0, end)), value, (one, other) -> one + "," + other);
                }
            }
            parameters.keySet().stream()
                    .filter(name -> !ALLOWED.contains(name))
                    .findFirst()
                    .ifPresent(name -> {
                        throw Rejection.invalid(
                                ViewDetails.QUERY.name(),
                                "has the parameter \"" + name + "\"; allowed are " + String.join(", ", ALLOWED));
                    });
            return of(parameters);
        }

        /** Writes those of the parameters that a view can have. */
        public static String of(SortedMap<String, String> parameters) {
            return parameters.entrySet().stream()
                    .filter(each -> ALLOWED.contains(each.getKey()))
                    .map(each -> each.getKey() + "=" + URLEncoder.encode(each.getValue(), StandardCharsets.UTF_8))
                    .collect(Collectors.joining("&"));
        }

        private static String decoded(String text) {
            try {
                return URLDecoder.decode(text, StandardCharsets.UTF_8);
            } catch (IllegalArgumentException e) {
                throw Rejection.invalid(
                        ViewDetails.QUERY.name(),
                        "has \"" + text
                                + "\", which is not the encoded text of an address; use %25 for a percent sign");
            }
        }
    }

    /** Finds views, for reads and for writes. */
    public interface ViewDirectory {

        /** A view as the read model holds it; the parts are the fields of docs/contract.md, section 4. */
        record StoredView(
                UUID id,
                String key,
                ViewDetails details,
                Instant createdAt,
                Instant updatedAt,
                @Nullable Instant deletedAt,
                long version)
                implements NamedParts {

            ViewId viewId() {
                return new ViewId(id);
            }

            public String name() {
                return details.name();
            }

            /** The page of the view. */
            public String href() {
                return details.query().isEmpty() ? "/tasks" : "/tasks?" + details.query();
            }

            @Override
            public Map<String, @Nullable Object> parts() {
                Map<String, @Nullable Object> parts = new LinkedHashMap<>();
                parts.put("id", id);
                parts.put("key", key);
                parts.putAll(ViewDetails.KIND.shown(details));
                parts.put("createdAt", createdAt);
                parts.put("updatedAt", updatedAt);
                parts.put("deletedAt", deletedAt);
                parts.put("version", version);
                return parts;
            }
        }

        /** Locks all views until the transaction ends, so that no two views get the same name. */
        void lock();

        /** Finds a view, deleted or not. */
        Optional<StoredView> find(String idOrKey);

        /** Returns the views that are not deleted, in the order of their names. */
        List<StoredView> all();

        /** Returns a key that no view ever had. */
        ViewKey nextKey();
    }
}
