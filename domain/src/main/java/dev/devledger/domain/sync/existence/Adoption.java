package dev.devledger.domain.sync.existence;

import dev.devledger.domain.sync.content.CanonicalChanges;
import dev.devledger.domain.sync.content.CanonicalContent;
import dev.devledger.domain.sync.content.EntityRef;
import dev.devledger.domain.sync.content.RemoteTask.RemoteRef;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * Pairs entities and remote items that are not linked yet (docs/sync-design.md, section 5, row E3). The items of a pair
 * have the same trimmed title, which no other item has; if several items have it, dates and tags must tell them apart.
 * Anything ambiguous is asked about, not guessed. The input is one group of siblings; the children of a pair are the
 * next one. Cards are given in the ledger's words.
 *
 * @param ambiguous the groups of items that have one title and could not be told apart
 * @param onlyLocal entities without a possible remote item, and entities that were linked before
 * @param onlyRemote remote items without a possible entity, and items that were linked before
 */
public record Adoption(List<Pair> pairs, List<Group> ambiguous, List<EntityRef> onlyLocal, List<RemoteRef> onlyRemote) {

    /** An entity without a present link. */
    public record Local(EntityRef entity, CanonicalContent content, boolean linkedBefore) {}

    /** A remote item without a present link. */
    public record Remote(RemoteRef ref, CanonicalContent content, boolean linkedBefore) {}

    public record Pair(EntityRef entity, RemoteRef remote) {}

    public record Group(String title, List<EntityRef> local, List<RemoteRef> remote) {
        public Group {
            local = List.copyOf(local);
            remote = List.copyOf(remote);
        }
    }

    public Adoption {
        pairs = List.copyOf(pairs);
        ambiguous = List.copyOf(ambiguous);
        onlyLocal = List.copyOf(onlyLocal);
        onlyRemote = List.copyOf(onlyRemote);
    }

    /** Pairs by title, then by id, so that the order of the input makes no difference. */
    public static Adoption of(List<Local> locals, List<Remote> remotes) {
        Adopting adopting = new Adopting();
        SortedMap<String, Siblings> byTitle = new TreeMap<>();
        locals.stream()
                .sorted(Comparator.comparing(each -> each.entity().toString()))
                .forEach(each -> siblings(byTitle, each.content()).locals.add(each));
        remotes.stream()
                .sorted(Comparator.comparing((Remote each) -> each.ref().list())
                        .thenComparing(each -> each.ref().id()))
                .forEach(each -> siblings(byTitle, each.content()).remotes.add(each));
        byTitle.forEach(adopting::siblings);
        return adopting.result();
    }

    private static Siblings siblings(SortedMap<String, Siblings> byTitle, CanonicalContent content) {
        return byTitle.computeIfAbsent(content.title().strip(), title -> new Siblings());
    }

    /** All items of one title. */
    private static final class Siblings {
        private final List<Local> locals = new ArrayList<>();
        private final List<Remote> remotes = new ArrayList<>();
    }

    /** The values that tell items of one title apart. */
    private record Marks(CanonicalChanges.Dates dates, SortedSet<String> tags) {
        static Marks of(CanonicalContent content) {
            return new Marks(CanonicalChanges.Dates.of(content), content.tags());
        }
    }

    private static final class Adopting {
        private final List<Pair> pairs = new ArrayList<>();
        private final List<Group> ambiguous = new ArrayList<>();
        private final List<EntityRef> onlyLocal = new ArrayList<>();
        private final List<RemoteRef> onlyRemote = new ArrayList<>();

        void siblings(String title, Siblings all) {
            all.locals.stream().filter(Local::linkedBefore).forEach(each -> onlyLocal.add(each.entity()));
            all.remotes.stream().filter(Remote::linkedBefore).forEach(each -> onlyRemote.add(each.ref()));
            List<Local> locals = new ArrayList<>(all.locals);
            List<Remote> remotes = new ArrayList<>(all.remotes);
            locals.removeIf(Local::linkedBefore);
            remotes.removeIf(Remote::linkedBefore);
            if (locals.size() == 1 && remotes.size() == 1) {
                pair(locals, remotes);
            } else {
                pairByMarks(locals, remotes);
            }
            if (!locals.isEmpty() && !remotes.isEmpty()) {
                ambiguous.add(new Group(
                        title,
                        locals.stream().map(Local::entity).toList(),
                        remotes.stream().map(Remote::ref).toList()));
            } else {
                locals.forEach(each -> onlyLocal.add(each.entity()));
                remotes.forEach(each -> onlyRemote.add(each.ref()));
            }
        }

        private void pairByMarks(List<Local> locals, List<Remote> remotes) {
            Map<Marks, List<Local>> ours = grouped(locals, each -> Marks.of(each.content()));
            Map<Marks, List<Remote>> theirs = grouped(remotes, each -> Marks.of(each.content()));
            ours.forEach((marks, some) -> {
                List<Remote> others = theirs.getOrDefault(marks, List.of());
                if (some.size() == 1 && others.size() == 1) {
                    locals.removeAll(some);
                    remotes.removeAll(others);
                    pair(new ArrayList<>(some), new ArrayList<>(others));
                }
            });
        }

        private void pair(List<Local> one, List<Remote> other) {
            pairs.add(new Pair(one.removeFirst().entity(), other.removeFirst().ref()));
        }

        private static <K, T> Map<K, List<T>> grouped(List<T> items, Function<T, K> key) {
            Map<K, List<T>> groups = new LinkedHashMap<>();
            items.forEach(item -> groups.computeIfAbsent(key.apply(item), k -> new ArrayList<>())
                    .add(item));
            return groups;
        }

        Adoption result() {
            return new Adoption(pairs, ambiguous, onlyLocal, onlyRemote);
        }
    }
}
