package dev.devledger.application.sync.lookup;

import static org.assertj.core.api.Assertions.assertThat;

import dev.devledger.application.sync.plan.Planned;
import dev.devledger.application.sync.read.Snapshot;
import dev.devledger.domain.sync.content.CanonicalContent;
import dev.devledger.domain.sync.content.EntityRef;
import dev.devledger.domain.sync.content.RemoteTask;
import dev.devledger.domain.sync.content.RemoteTask.RemoteList;
import dev.devledger.domain.sync.content.RemoteTask.RemoteRef;
import dev.devledger.domain.sync.merge.Merge;
import dev.devledger.domain.sync.merge.Merge.ConflictPolicy;
import dev.devledger.domain.sync.merge.Merge.ConflictPolicy.ConflictPolicies;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class KeptLookupsTest {
    private static final Instant NOW = Instant.parse("2026-03-31T09:00:00Z");

    private final CachedLookups lookups = new CachedLookups();

    static Stream<Planned> shown() {
        EntityRef entity = EntityRef.task(new UUID(2, 1));
        CanonicalContent content = CanonicalContent.list("Task");
        RemoteTask remote = new RemoteTask(new RemoteRef("shows it", "card"), content, List.of(), false, false, null);
        Merge merge = Merge.withoutBase(content, content, false, ConflictPolicies.all(ConflictPolicy.REMOTE), Set.of());
        return Stream.of(
                new Planned.Merged(entity, 1, remote, merge, null),
                new Planned.BackInScope(entity, 1, remote, merge, null),
                new Planned.Adopted(entity, 1, remote, merge),
                new Planned.Imported(remote),
                new Planned.RestoredRemotely(entity, remote, content));
    }

    /** Lists take turns: what is planned anew by one of them is tried again in the cycle that reads it, and not for the first time. */
    @ParameterizedTest
    @MethodSource("shown")
    void what_was_tried_is_known_until_its_list_is_read(Planned item) {
        keep(List.of(item), "shows it", "another");
        keep(List.of(), "another");
        assertThat(lookups.wasDone(item)).isTrue();
        keep(List.of(), "shows it", "another");
        assertThat(lookups.wasDone(item)).isFalse();
    }

    private void keep(List<Planned> done, String... read) {
        Map<String, RemoteList> lists = Stream.of("shows it", "another")
                .collect(Collectors.toMap(Function.identity(), id -> new RemoteList(id, id)));
        Snapshot snapshot = new Snapshot(
                NOW,
                List.of(),
                lists,
                Map.of(),
                Map.of(),
                Map.of(),
                Set.copyOf(Arrays.asList(read)),
                Set.of(),
                Map.of(),
                true);
        lookups.keep(List.of(), done, snapshot, NOW);
    }
}
