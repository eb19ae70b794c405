package dev.devledger.domain.sync.content;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** The status of a card is a tag in TickTick, and a status here (docs/contract.md, section 5). */
class CardStatusTest {

    private static Canonical card(RemoteStatus status, String... tags) {
        return Canonical.list("a card").withStatus(status).withTags(new TreeSet<>(Arrays.asList(tags)));
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
                    OPEN,      '',                       OPEN,      ''
                    OPEN,      'web',                    OPEN,      'web'
                    OPEN,      'planned',                PLANNED,   ''
                    OPEN,      'Paused web',             PAUSED,    'web'
                    OPEN,      'BLOCKED',                BLOCKED,   ''
                    OPEN,      'planned paused',         PAUSED,    ''
                    OPEN,      'planned blocked',        BLOCKED,   ''
                    OPEN,      'planned paused blocked', BLOCKED,   ''
                    OPEN,      'plan pausedd unblocked', OPEN,      'plan pausedd unblocked'
                    COMPLETED, 'planned web',            COMPLETED, 'web'
                    ABANDONED, 'blocked',                ABANDONED, ''
                    PLANNED,   'blocked web',            PLANNED,   'web'
                    """)
    void the_tags_say_how_an_open_card_stands(RemoteStatus raw, String tags, RemoteStatus status, String left) {
        assertThat(card(raw, words(tags)).asCard()).isEqualTo(card(status, words(left)));
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
                    OPEN,      'web',            OPEN,      'web'
                    PLANNED,   'web',            OPEN,      'planned web'
                    PAUSED,    '',               OPEN,      'paused'
                    BLOCKED,   'planned',        OPEN,      'blocked'
                    COMPLETED, 'planned web',    COMPLETED, 'web'
                    OPEN,      'paused',         OPEN,      ''
                    """)
    void a_status_is_written_as_its_tag(RemoteStatus status, String tags, RemoteStatus raw, String written) {
        assertThat(card(status, words(tags)).asRemoteCard()).isEqualTo(card(raw, words(written)));
    }

    private static String[] words(String text) {
        return text.isEmpty() ? new String[0] : text.split(" ");
    }

    @ParameterizedTest
    @EnumSource
    void each_status_comes_back(RemoteStatus status) {
        assertThat(card(status, "web").asRemoteCard().asCard()).isEqualTo(card(status, "web"));
        assertThat(card(status, "web").asRemoteCard().status())
                .isIn(RemoteStatus.OPEN, RemoteStatus.COMPLETED, RemoteStatus.ABANDONED);
    }

    @Test
    void f12_a_finished_card_with_a_status_tag_equals_one_without() {
        assertThat(card(RemoteStatus.COMPLETED, "planned").asCard())
                .isEqualTo(card(RemoteStatus.COMPLETED).asCard());
    }

    @Test
    void what_is_a_card_stays_as_it_is_and_nothing_else_of_it_changes() {
        Random random = new Random(11);
        Set<RemoteStatus> seen = EnumSet.noneOf(RemoteStatus.class);
        for (int i = 0; i < 2_000; i++) {
            List<String> tags = new ArrayList<>(List.of("web"));
            for (RemoteStatus each : RemoteStatus.TAGGED) {
                if (random.nextInt(3) == 0) {
                    tags.add(each.tag());
                }
            }
            RemoteStatus status = List.of(RemoteStatus.values()).get(random.nextInt(RemoteStatus.values().length));
            Canonical raw = Contents.any(random).withStatus(status).withTags(new TreeSet<>(tags));
            Canonical card = raw.asCard();
            seen.add(card.status());
            assertThat(card.asCard()).isEqualTo(card);
            assertThat(card.asRemoteCard().asCard()).isEqualTo(card);
            assertThat(card.tags()).containsExactly("web");
            assertThat(card.withStatus(raw.status()).withTags(raw.tags())).isEqualTo(raw);
        }
        assertThat(seen).containsExactlyInAnyOrder(RemoteStatus.values());
    }
}
