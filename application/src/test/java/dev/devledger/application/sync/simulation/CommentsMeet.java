package dev.devledger.application.sync.simulation;

import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;

import dev.devledger.application.sync.memory.MemoryRemote.Card;
import dev.devledger.application.sync.simulation.Invariants.Broken;
import dev.devledger.domain.sync.content.EntityRef;
import dev.devledger.domain.sync.link.DesiredObject;
import dev.devledger.domain.sync.link.SyncLink;
import dev.devledger.domain.sync.merge.NoteUnion.Comment;
import dev.devledger.domain.task.Task.TaskEvent;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Each note of the ledger becomes one comment, and each comment one note (docs/sync-design.md, section 9, I18). */
record CommentsMeet(World world) {
    void settled() {
        List<EntityRef> tasks = world.tree.tasks().stream()
                .map(id -> EntityRef.task(id.value()))
                .toList();
        once(
                "said there", // what has no answer as its task is deleted is said about the one that is made in its
                // stead
                world.remote.live().stream()
                        .flatMap(card -> world.remote.comments().of(card.id).stream())
                        .map(Comment::text)
                        .filter(text -> !world.remote.comments().isSentInAnotherTime(text)));
        once(
                "noted here", // what is said twice there, as no clock tells when it was sent, is noted twice as well
                tasks.stream()
                        .flatMap(task -> written(task).stream())
                        .filter(text -> !world.remote.comments().isSentInAnotherTime(text)));
        tasks.forEach(task -> onBothSides(task).ifPresent(card -> {
            List<String> said = world.remote.comments().of(card.id).stream()
                    .map(Comment::text)
                    .toList();
            Set<String> everywhere = world.remote.comments().everything().stream()
                    .map(Comment::text)
                    .collect(Collectors.toSet());
            require(task, "noted here and not said there", written(task), everywhere);
            require(task, "said there and not noted here", said, Set.copyOf(noted(task)));
        }));
    }

    private List<String> noted(EntityRef task) {
        return world.book.notes().added(task.id()).stream()
                .map(TaskEvent.NoteAdded::text)
                .toList();
    }

    /** Without what keeps the rest of something that was cut, which nobody has said: it is in full there. */
    private List<String> written(EntityRef task) {
        return noted(task).stream()
                .filter(text -> !text.contains("which has no room in the field"))
                .toList();
    }

    private static void once(String where, Stream<String> texts) {
        texts.collect(groupingBy(text -> text, counting())).forEach((text, times) -> {
            if (times > 1) {
                throw new Broken("I18", text + " is " + where + " " + times + " times");
            }
        });
    }

    private void require(EntityRef task, String what, List<String> texts, Set<String> others) {
        List<String> missing =
                texts.stream().filter(text -> !others.contains(text)).toList();
        if (!missing.isEmpty()) {
            throw new Broken("I18", missing + " of " + world.taskView(task).title() + " is " + what);
        }
    }

    private Optional<Card> onBothSides(EntityRef task) {
        return world.connector.comments().isPresent()
                        && world.link(task) instanceof SyncLink.Linked linked
                        && world.wanted(task) instanceof DesiredObject.Present
                ? world.remote.byId(linked.remote().id()).filter(card -> !card.deleted)
                : Optional.empty();
    }
}
