package dev.devledger.application.sync.memory;

import static org.assertj.core.api.Assertions.assertThat;

import dev.devledger.application.sync.connector.ContentTranslator;
import dev.devledger.domain.shared.Priority;
import dev.devledger.domain.sync.content.CanonicalContent;
import dev.devledger.domain.sync.content.EntityRef.Kind;
import dev.devledger.domain.sync.content.RemoteTask.RemoteStatus;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** Writing what an object holds changes nothing there, and taking over what it says changes nothing here: of any nature. */
class ListWordsTest {
    private static final List<String> LISTS = List.of("list1", "list2", "list3", "list 4");
    private static final List<RemoteStatus> HELD =
            List.of(RemoteStatus.OPEN, RemoteStatus.COMPLETED, RemoteStatus.ABANDONED);

    private static CanonicalContent any(Random random, List<RemoteStatus> statuses) {
        TreeSet<String> tags = new TreeSet<>();
        List.of("web", "paused", "blocked").stream()
                .filter(tag -> random.nextInt(3) == 0)
                .forEach(tags::add);
        return CanonicalContent.list("title " + random.nextInt(3))
                .withTags(tags)
                .withStatus(statuses.get(random.nextInt(statuses.size())))
                .withParent(random.nextBoolean() ? null : "above");
    }

    private static Nature nature(Random random) {
        Nature any = Nature.of(random);
        return random.nextBoolean() ? any : any.with(Quirk.STATUSES_BY_LIST);
    }

    private static <T> T one(Random random, List<T> some) {
        return some.get(random.nextInt(some.size()));
    }

    @Test
    void what_is_held_is_written_as_it_is_compared() {
        Random random = new Random(17);
        for (int i = 0; i < 5_000; i++) {
            Nature nature = nature(random);
            ContentTranslator words = nature.words();
            Kind kind = one(random, List.of(Kind.PROJECT, Kind.TASK));
            String list = one(random, LISTS);
            CanonicalContent held = nature.kept(any(random, HELD), list);
            CanonicalContent said = words.compared(kind, held, list);
            CanonicalContent written = nature.kept(words.written(kind, said, list), list);
            assertThat(words.compared(kind, written, list)).isEqualTo(said);
            assertThat(words.compared(kind, said, list)).as("once more").isEqualTo(said);
        }
    }

    @Test
    void what_is_taken_over_is_compared_as_it_was_said_wherever_it_is() {
        Random random = new Random(19);
        for (int i = 0; i < 5_000; i++) {
            Nature nature = nature(random);
            ContentTranslator words = nature.words();
            String list = one(random, LISTS);
            CanonicalContent here = any(random, List.of(RemoteStatus.values()));
            CanonicalContent known =
                    words.known(here).holding(nature.capabilities().holds());
            CanonicalContent there = words.compared(Kind.PROJECT, known, list);
            CanonicalContent elsewhere = words.compared(Kind.PROJECT, there, one(random, LISTS));
            assertThat(words.compared(Kind.PROJECT, there, list)).isEqualTo(there);
            assertThat(words.compared(Kind.PROJECT, elsewhere, list).status())
                    .as("a list may know less, and never more")
                    .isIn(there.status(), elsewhere.status());
            assertThat(there.priority()).isNotEqualTo(nature.coarse() ? Priority.MEDIUM : null);
        }
    }

    @Test
    void a_list_that_knows_no_more_than_open_and_done_takes_the_nearest() {
        ContentTranslator words = Nature.TICKTICK.with(Quirk.STATUSES_BY_LIST).words();
        CanonicalContent abandoned = CanonicalContent.list("a").withStatus(RemoteStatus.ABANDONED);
        assertThat(words.compared(Kind.TASK, abandoned, "list1").status()).isEqualTo(RemoteStatus.ABANDONED);
        assertThat(words.compared(Kind.TASK, abandoned, "list2").status()).isEqualTo(RemoteStatus.COMPLETED);
        assertThat(words.written(Kind.TASK, abandoned, "list2").status()).isEqualTo(RemoteStatus.COMPLETED);
    }
}
