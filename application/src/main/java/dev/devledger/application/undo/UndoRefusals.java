package dev.devledger.application.undo;

import dev.devledger.application.undo.UndoChangeSets.UndoContext;
import dev.devledger.application.undo.UndoChangeSets.UndoReads;
import dev.devledger.application.undo.UndoRefused.UndoConflict;
import dev.devledger.domain.directory.BillingItem.BillingId;
import dev.devledger.domain.directory.Person.PersonId;
import dev.devledger.domain.project.Project.ProjectEvent;
import dev.devledger.domain.project.Project.ProjectId;
import dev.devledger.domain.task.Task.TaskEvent;
import dev.devledger.domain.task.Task.TaskId;
import dev.devledger.domain.undo.Entity;
import dev.devledger.domain.undo.EntityHistory.Author;
import dev.devledger.domain.undo.Undo.LaterEdit;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Describes what an undo would lose, with the keys and authors of the later changes. */
record UndoRefusals(UndoReads reads) {
    /**
     * The most conflicts that are shown: a value can be 100,000 characters long, and there can be very many conflicts.
     */
    private static final int MOST = 100;

    UndoRefused of(List<LaterEdit> all, UndoContext story, boolean forced) {
        List<LaterEdit> shown = all.subList(0, Math.min(MOST, all.size()));
        Map<String, Author> authors = authors(shown, story);
        Map<UUID, String> keys = reads.keys(shown.stream()
                .flatMap(each -> Stream.concat(
                        Stream.of(each.entity().id()),
                        Stream.of(each.was(), each.now()).flatMap(value -> references(value).stream())))
                .distinct()
                .toList());
        List<UndoConflict> conflicts =
                shown.stream().map(each -> conflict(each, authors, keys)).toList();
        boolean forceHelps = !forced && all.stream().noneMatch(LaterEdit::inTheWay);
        return new UndoRefused(message(all, shown.size(), forced), conflicts, forceHelps);
    }

    private static String message(List<LaterEdit> all, int shown, boolean forced) {
        String what = all.size() == 1
                ? "1 thing was changed later; conflicts lists it"
                : all.size() + " things were changed later; conflicts lists "
                        + (shown < all.size() ? "the first " + shown : "them");
        if (forced) {
            return what + ". Force cannot override these conflicts; each says what to do first. Nothing was stored.";
        }
        boolean inTheWay = all.stream().anyMatch(LaterEdit::inTheWay);
        return what + ". Nothing was stored. "
                + (inTheWay
                        ? "Some conflicts must be resolved first; each says how."
                        : "Send {\"force\": true} to undo it anyway; the later changes are then lost.");
    }

    /**
     * Returns the authors of those changes of a task's place, and of those deletions, whose author is not among the
     * events read for the undo.
     */
    private Map<String, Author> authors(List<LaterEdit> shown, UndoContext story) {
        Map<String, Long> open = new HashMap<>();
        shown.stream()
                .filter(each -> each.by() == null)
                .forEach(each -> open.put(each.entity().address(), 1L));
        Map<String, Author> authors = new HashMap<>();
        if (open.isEmpty()) {
            return authors;
        }
        reads.from(open, event -> {
            if (story.isLater(event) && isOfPlace(event.payload())) {
                authors.put(
                        event.stream(),
                        new Author(event.by().actor(), event.by().agent(), event.changeSet()));
            }
        });
        return authors;
    }

    private static boolean isOfPlace(Object event) {
        return switch (event) {
            case TaskEvent.Edited e -> false;
            case TaskEvent.StatusChanged e -> false;
            case TaskEvent e -> true;
            case ProjectEvent.Deleted e -> true;
            default -> false;
        };
    }

    private static UndoConflict conflict(LaterEdit edit, Map<String, Author> authors, Map<UUID, String> keys) {
        Entity entity = edit.entity();
        @Nullable Author by = edit.by() == null ? authors.get(entity.address()) : edit.by();
        return new UndoConflict(
                new UndoConflict.Entity(entity.kind().word(), entity.id(), keys.get(entity.id())),
                edit.field(),
                named(edit.was(), keys),
                named(edit.now(), keys),
                by == null ? null : by.actor(),
                by == null ? null : by.agent(),
                by == null ? null : by.changeSet(),
                edit.why());
    }

    /** Returns the entity ids in a value, which is an id or a list of ids. */
    private static List<UUID> references(@Nullable Object value) {
        Stream<?> all = value instanceof Collection<?> many ? many.stream() : Stream.ofNullable(value);
        return all.map(UndoRefusals::reference).filter(Objects::nonNull).toList();
    }

    private static @Nullable UUID reference(@Nullable Object value) {
        return switch (value) {
            case PersonId person -> person.value();
            case TaskId task -> task.value();
            case ProjectId project -> project.value();
            case BillingId item -> item.value();
            case null, default -> null;
        };
    }

    /** Replaces referenced entities by their keys. */
    private static @Nullable Object named(@Nullable Object value, Map<UUID, String> keys) {
        List<String> named = references(value).stream()
                .map(each -> keys.getOrDefault(each, each.toString()))
                .toList();
        if (named.isEmpty()) {
            return value;
        }
        return value instanceof Collection<?> ? named : named.getFirst();
    }
}
