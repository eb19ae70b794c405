package dev.devledger.domain.sync.merge;

import static org.assertj.core.api.Assertions.assertThat;

import dev.devledger.domain.sync.content.CanonicalChanges;
import dev.devledger.domain.sync.content.CanonicalChanges.Field;
import dev.devledger.domain.sync.content.CanonicalContent;
import dev.devledger.domain.sync.content.Contents;
import dev.devledger.domain.sync.content.RemoteTask.RemoteRef;
import dev.devledger.domain.sync.link.SyncLink.Linked;
import dev.devledger.domain.sync.link.SyncLink.Sent;
import dev.devledger.domain.sync.merge.Merge.ConflictPolicy;
import dev.devledger.domain.sync.merge.Merge.ConflictPolicy.ConflictPolicies;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Writes of ours that were not answered, and others who have changed the same set since: what of it was ours, what is theirs,
 * and what comes of the two after somebody here wants it otherwise.
 */
class LandedSetTest {
    private static final Instant AT = Instant.parse("2026-03-31T09:00:00Z");

    /** @param sent the writes one after the other, each from the old value to the wanted one */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                // agreed | sent          | there       | wanted by now | in both then
                "''      | +a             | a theirs    | ''            | theirs",
                "''      | +a             | theirs      | ''            | theirs",
                "''      | +a             | theirs      | a             | a theirs",
                "''      | +a             | a theirs    | a             | a theirs",
                "x       | +a             | a           | x a           | a",
                "x       | +a             | a           | x             | ''",
                "x       | -x             | theirs      | x             | x theirs",
                "x       | -x             | x theirs    | x             | x theirs",
                "x       | -x             | x theirs    | ''            | theirs",
                "''      | +a +b +c       | a b theirs  | ''            | theirs",
                "''      | +a +b +c       | a b theirs  | c             | c theirs",
                "''      | +a +b +c       | b theirs    | ''            | theirs",
                "x y     | -x -y          | y theirs    | x y           | x y theirs",
                "x y     | -x -y          | theirs      | x             | x theirs",
                "x y     | -x +a          | y a theirs  | x y           | x y theirs",
                "''      | +a -a          | theirs      | ''            | theirs",
                "''      | +a -a          | a theirs    | ''            | theirs",
                "x       | -x +x          | theirs      | x             | x theirs",
            })
    void what_each_side_wants_of_a_set_is_there_in_the_end(
            String agreed, String sent, String there, String wanted, String then) {
        for (Field field : List.of(Field.TAGS, Field.ASSIGNEES, Field.BLOCKED_BY)) {
            CanonicalContent base = with(field, members(agreed));
            Linked link = new Linked(new RemoteRef("list", "id"), base, sent(field, agreed, sent), null, AT);
            Merge merge = Merge.of(
                    with(field, members(wanted)),
                    link,
                    with(field, members(there)),
                    false,
                    ConflictPolicies.all(ConflictPolicy.REMOTE),
                    Set.of());
            CanonicalContent here = merge.pull().applyTo(with(field, members(wanted)));
            CanonicalContent remote = merge.push().applyTo(with(field, members(there)));
            assertThat(here).as(field.word()).isEqualTo(with(field, members(then)));
            assertThat(remote).as(field.word()).isEqualTo(here);
            assertThat(merge.collisions()).isEmpty();
        }
    }

    private static List<Sent> sent(Field field, String agreed, String changes) {
        List<Sent> sent = new ArrayList<>();
        SortedSet<String> now = members(agreed);
        for (String each : changes.split(" ", -1)) {
            SortedSet<String> then = new TreeSet<>(now);
            if (each.startsWith("+")) {
                then.add(each.substring(1));
            } else {
                then.remove(each.substring(1));
            }
            CanonicalChanges change = CanonicalChanges.between(with(field, now), with(field, then));
            sent.add(new Sent(new UUID(6, sent.size()), change, AT));
            now = then;
        }
        return sent;
    }

    private static SortedSet<String> members(String words) {
        return Arrays.stream(words.split(" ", -1))
                .filter(each -> !each.isEmpty())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static CanonicalContent with(Field field, SortedSet<String> members) {
        CanonicalContent content = Contents.number(0);
        return switch (field) {
            case TAGS -> content.withTags(members);
            case ASSIGNEES -> content.withAssignees(members);
            default -> content.withBlockedBy(members);
        };
    }
}
