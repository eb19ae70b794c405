package dev.devledger.application.sync.memory;

import dev.devledger.application.sync.connector.Listing;
import dev.devledger.application.sync.connector.RemoteAnswer;
import dev.devledger.application.sync.connector.RemoteReads.FeedAnswer;
import dev.devledger.application.sync.connector.RemoteReads.LookupResult;
import dev.devledger.application.sync.connector.RemoteReads.ReadTarget;
import dev.devledger.application.sync.connector.RemoteReads.RemotePage;
import dev.devledger.application.sync.connector.RemoteWrites;
import dev.devledger.application.sync.memory.MemoryRemote.Card;
import dev.devledger.application.sync.simulation.Sabotage;
import dev.devledger.domain.shared.Change;
import dev.devledger.domain.sync.content.CanonicalContent;
import dev.devledger.domain.sync.content.RemoteTask;
import dev.devledger.domain.sync.content.RemoteTask.RemoteRef;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What a task waits for, read or written as it is not; see {@link Sabotage}. */
public final class PlantedDependencies {
    private PlantedDependencies() {}

    /** Which one waits is mistaken wherever it is said, so that each look shows what was sent. */
    public static final class Turned {
        private final MemoryRemote real;

        public Turned(MemoryRemote real) {
            this.real = real;
        }

        private RemoteTask shown(RemoteTask task) {
            SortedSet<String> waiting = real.everything().stream()
                    .filter(card -> card.content.blockedBy().contains(task.ref().id()))
                    .map(card -> card.id)
                    .collect(Collectors.toCollection(TreeSet::new));
            return PlantedReads.with(task, task.content().withBlockedBy(waiting));
        }

        public RemoteAnswer<Optional<RemotePage<Listing>>> page(ReadTarget what, @Nullable String cursor) {
            return read(real.page(what, cursor), this::shown);
        }

        public RemoteAnswer<LookupResult> find(RemoteRef ref) {
            return found(real.find(ref), this::shown);
        }

        public RemoteAnswer<FeedAnswer> changes(@Nullable String cursor) {
            return told(real.changes(cursor), this::shown);
        }

        public RemoteAnswer<CanonicalContent> send(RemoteWrites.Step step) {
            String id = step.current().ref().id();
            SortedSet<String> before = real.byId(id)
                    .map(card -> card.content.blockedBy())
                    .<SortedSet<String>>map(TreeSet::new)
                    .orElseGet(TreeSet::new);
            RemoteAnswer<CanonicalContent> answer = real.send(step);
            Change<SortedSet<String>> change = step.changes().blockedBy();
            if (answer instanceof RemoteAnswer.Ok<CanonicalContent> && change != null) {
                real.byId(id).ifPresent(card -> card.content = card.content.withBlockedBy(before));
                real.everything().forEach(other -> waits(other, id, change.to().contains(other.id)));
            }
            return answer;
        }

        private static void waits(Card other, String id, boolean does) {
            SortedSet<String> all = new TreeSet<>(other.content.blockedBy());
            if (does ? all.add(id) : all.remove(id)) {
                other.content = other.content.withBlockedBy(all);
            }
        }
    }

    /** Of several that it waits for only one is told. */
    public static final class First {
        private final MemoryRemote real;

        public First(MemoryRemote real) {
            this.real = real;
        }

        private static RemoteTask shown(RemoteTask task) {
            SortedSet<String> all = task.content().blockedBy();
            return all.size() < 2
                    ? task
                    : PlantedReads.with(task, task.content().withBlockedBy(new TreeSet<>(Set.of(all.first()))));
        }

        public RemoteAnswer<Optional<RemotePage<Listing>>> page(ReadTarget what, @Nullable String cursor) {
            return read(real.page(what, cursor), First::shown);
        }

        public RemoteAnswer<LookupResult> find(RemoteRef ref) {
            return found(real.find(ref), First::shown);
        }

        public RemoteAnswer<FeedAnswer> changes(@Nullable String cursor) {
            return told(real.changes(cursor), First::shown);
        }
    }

    private static RemoteAnswer<Optional<RemotePage<Listing>>> read(
            RemoteAnswer<Optional<RemotePage<Listing>>> answer, UnaryOperator<RemoteTask> shown) {
        return PlantedReads.of(answer, all -> PlantedReads.each(all, task -> Optional.of(shown.apply(task))));
    }

    private static RemoteAnswer<FeedAnswer> told(RemoteAnswer<FeedAnswer> answer, UnaryOperator<RemoteTask> shown) {
        return answer.map(told -> new FeedAnswer(
                PlantedReads.each(told.seen(), task -> Optional.of(shown.apply(task))), told.cursor(), told.more()));
    }

    private static RemoteAnswer<LookupResult> found(
            RemoteAnswer<LookupResult> answer, UnaryOperator<RemoteTask> shown) {
        return answer.map(sighting -> sighting instanceof LookupResult.Found(var task)
                ? new LookupResult.Found(shown.apply(task))
                : sighting);
    }
}
