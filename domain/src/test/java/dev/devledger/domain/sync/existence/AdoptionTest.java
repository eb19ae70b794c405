package dev.devledger.domain.sync.existence;

import static org.assertj.core.api.Assertions.assertThat;

import dev.devledger.domain.shared.When;
import dev.devledger.domain.sync.content.CanonicalContent;
import dev.devledger.domain.sync.content.Contents;
import dev.devledger.domain.sync.content.EntityRef;
import dev.devledger.domain.sync.content.RemoteTask.RemoteRef;
import dev.devledger.domain.sync.content.RemoteTask.RemoteStatus;
import dev.devledger.domain.sync.existence.Adoption.Group;
import dev.devledger.domain.sync.existence.Adoption.Local;
import dev.devledger.domain.sync.existence.Adoption.Pair;
import dev.devledger.domain.sync.existence.Adoption.Remote;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Row E3: the pairs of unlinked entities and items that are the same. */
class AdoptionTest {

    private static CanonicalContent content(String title, String day, String... tags) {
        CanonicalContent bare = CanonicalContent.list(title);
        When due = day == null ? null : When.parse(day);
        return new CanonicalContent(
                title,
                "",
                bare.priority(),
                new TreeSet<>(Arrays.asList(tags)),
                null,
                due,
                Contents.VIENNA,
                List.of(),
                RemoteStatus.OPEN,
                null);
    }

    private static EntityRef entity(int n) {
        return EntityRef.project(new UUID(1, n));
    }

    private static RemoteRef ref(int n) {
        return new RemoteRef("list", "r" + n);
    }

    private static Local local(int n, CanonicalContent content) {
        return new Local(entity(n), content, false);
    }

    private static Remote remote(int n, CanonicalContent content) {
        return new Remote(ref(n), content, false);
    }

    @Test
    void the_only_two_of_a_title_are_a_pair_whatever_else_differs() {
        Adoption adoption = Adoption.of(
                List.of(local(1, content(" Shop ", null)), local(2, content("Blog", null))),
                List.of(remote(1, content("Shop", "2026-03-31", "web")), remote(2, content("blog", null))));
        assertThat(adoption)
                .isEqualTo(new Adoption(
                        List.of(new Pair(entity(1), ref(1))), List.of(), List.of(entity(2)), List.of(ref(2))));
    }

    @Test
    void of_several_of_a_title_those_with_equal_dates_and_tags_are_pairs() {
        Adoption adoption = Adoption.of(
                List.of(local(1, content("Shop", "2026-03-31", "web")), local(2, content("Shop", "2026-03-31"))),
                List.of(remote(1, content("Shop", "2026-03-31")), remote(2, content("Shop", "2026-03-31", "Web"))));
        assertThat(adoption)
                .isEqualTo(new Adoption(
                        List.of(new Pair(entity(1), ref(2)), new Pair(entity(2), ref(1))),
                        List.of(),
                        List.of(),
                        List.of()));
    }

    @Test
    void of_two_the_one_that_is_told_apart_is_a_pair_and_the_other_is_left() {
        Adoption adoption = Adoption.of(
                List.of(local(1, content("Shop", "2026-03-31"))),
                List.of(remote(1, content("Shop", "2026-04-01")), remote(2, content("Shop", "2026-03-31"))));
        assertThat(adoption)
                .isEqualTo(new Adoption(List.of(new Pair(entity(1), ref(2))), List.of(), List.of(), List.of(ref(1))));
    }

    @Test
    void equal_ones_are_asked_about() {
        Adoption adoption = Adoption.of(
                List.of(local(1, content("Shop", null))),
                List.of(remote(1, content("Shop", null)), remote(2, content("Shop", null))));
        assertThat(adoption)
                .isEqualTo(new Adoption(
                        List.of(),
                        List.of(new Group("Shop", List.of(entity(1)), List.of(ref(1), ref(2)))),
                        List.of(),
                        List.of()));
    }

    @Test
    void what_is_left_of_a_title_is_not_taken_for_the_same() {
        Adoption adoption = Adoption.of(
                List.of(local(1, content("Shop", "2026-03-01")), local(2, content("Shop", "2026-03-02"))),
                List.of(remote(1, content("Shop", "2026-03-01")), remote(2, content("Shop", "2026-03-03"))));
        assertThat(adoption.pairs()).containsExactly(new Pair(entity(1), ref(1)));
        assertThat(adoption.ambiguous()).containsExactly(new Group("Shop", List.of(entity(2)), List.of(ref(2))));
    }

    @Test
    void what_was_linked_before_is_no_candidate() {
        Adoption adoption = Adoption.of(
                List.of(
                        new Local(entity(1), content("Shop", null), true),
                        local(2, content("Blog", null)),
                        new Local(entity(3), content("Wiki", null), true),
                        local(4, content("Wiki", null))),
                List.of(
                        remote(1, content("Shop", null)),
                        new Remote(ref(2), content("Blog", null), true),
                        remote(3, content("Wiki", null))));
        assertThat(adoption.pairs()).containsExactly(new Pair(entity(4), ref(3)));
        assertThat(adoption.ambiguous()).isEmpty();
        assertThat(adoption.onlyLocal()).containsExactlyInAnyOrder(entity(1), entity(2), entity(3));
        assertThat(adoption.onlyRemote()).containsExactlyInAnyOrder(ref(1), ref(2));
    }

    @Test
    void nothing_is_the_same_as_nothing() {
        assertThat(Adoption.of(List.of(), List.of()))
                .isEqualTo(new Adoption(List.of(), List.of(), List.of(), List.of()));
    }

    @Test
    void each_is_told_once_and_in_the_same_order_for_any_order_of_the_given() {
        for (int seed = 0; seed < 1_000; seed++) {
            Random random = new Random(seed);
            List<Local> locals = new ArrayList<>();
            List<Remote> remotes = new ArrayList<>();
            for (int n = 0; n < 8; n++) {
                locals.add(new Local(entity(n), any(random), random.nextInt(6) == 0));
                remotes.add(new Remote(ref(n), any(random), random.nextInt(6) == 0));
            }
            Adoption adoption = Adoption.of(locals, remotes);

            List<EntityRef> entities = new ArrayList<>(adoption.onlyLocal());
            adoption.pairs().forEach(pair -> entities.add(pair.entity()));
            adoption.ambiguous().forEach(group -> entities.addAll(group.local()));
            assertThat(entities)
                    .as("seed %d", seed)
                    .containsExactlyInAnyOrderElementsOf(
                            locals.stream().map(Local::entity).toList());
            List<RemoteRef> refs = new ArrayList<>(adoption.onlyRemote());
            adoption.pairs().forEach(pair -> refs.add(pair.remote()));
            adoption.ambiguous().forEach(group -> refs.addAll(group.remote()));
            assertThat(refs)
                    .as("seed %d", seed)
                    .containsExactlyInAnyOrderElementsOf(
                            remotes.stream().map(Remote::ref).toList());

            Collections.shuffle(locals, random);
            Collections.shuffle(remotes, random);
            assertThat(Adoption.of(locals, remotes)).as("seed %d", seed).isEqualTo(adoption);
        }
    }

    private static CanonicalContent any(Random random) {
        return content("t" + random.nextInt(4), random.nextBoolean() ? "2026-03-31" : null);
    }
}
