package dev.devledger.application.sync.connector;

import static org.assertj.core.api.Assertions.assertThat;

import dev.devledger.application.sync.connector.ContentTranslator.CardTranslator;
import dev.devledger.domain.shared.Priority;
import dev.devledger.domain.shared.When;
import dev.devledger.domain.sync.content.CanonicalContent;
import dev.devledger.domain.sync.content.EntityRef;
import dev.devledger.domain.sync.content.RemoteTask.RemoteStatus;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** The status of a card: a tag in TickTick, a status in the ledger (docs/contract.md, section 5). */
class CardWordsTest {
    private static final List<RemoteStatus> TAGGED =
            List.of(RemoteStatus.BLOCKED, RemoteStatus.PAUSED, RemoteStatus.PLANNED);
    private static final ContentTranslator WORDS = new CardTranslator(64, TAGGED);

    private static CanonicalContent card(RemoteStatus status, String... tags) {
        return CanonicalContent.list("a card").withStatus(status).withTags(new TreeSet<>(Arrays.asList(tags)));
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
        assertThat(here(card(raw, words(tags)))).isEqualTo(card(status, words(left)));
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
        assertThat(there(card(status, words(tags)))).isEqualTo(card(raw, words(written)));
    }

    private static CanonicalContent any(Random random) {
        return new CanonicalContent(
                "title " + random.nextInt(5),
                random.nextBoolean() ? "" : "a description",
                random.nextBoolean() ? Priority.NONE : Priority.HIGH,
                new TreeSet<>(),
                null,
                random.nextBoolean() ? null : new When.Day(LocalDate.of(2026, 3, 1 + random.nextInt(20))),
                random.nextBoolean() ? null : ZoneOffset.UTC,
                List.of(),
                RemoteStatus.OPEN,
                random.nextBoolean() ? null : "above");
    }

    private static CanonicalContent here(CanonicalContent card) {
        return WORDS.compared(EntityRef.Kind.PROJECT, card, "list");
    }

    private static CanonicalContent there(CanonicalContent card) {
        return WORDS.written(EntityRef.Kind.PROJECT, card, "list");
    }

    private static String[] words(String text) {
        return text.isEmpty() ? new String[0] : text.split(" ");
    }

    @ParameterizedTest
    @EnumSource
    void each_status_comes_back(RemoteStatus status) {
        assertThat(here(there(card(status, "web")))).isEqualTo(card(status, "web"));
        assertThat(there(card(status, "web")).status())
                .isIn(RemoteStatus.OPEN, RemoteStatus.COMPLETED, RemoteStatus.ABANDONED);
    }

    @Test
    void f12_a_finished_card_with_a_status_tag_equals_one_without() {
        assertThat(here(card(RemoteStatus.COMPLETED, "planned"))).isEqualTo(here(card(RemoteStatus.COMPLETED)));
    }

    @Test
    void the_tags_that_say_a_status_are_nobodys_own() {
        assertThat(WORDS.reservedTags()).containsExactlyInAnyOrder("planned", "paused", "blocked");
    }

    @Test
    void what_is_a_card_stays_as_it_is_and_nothing_else_of_it_changes() {
        Random random = new Random(11);
        Set<RemoteStatus> seen = EnumSet.noneOf(RemoteStatus.class);
        for (int i = 0; i < 2_000; i++) {
            List<String> tags = new ArrayList<>(List.of("web"));
            for (RemoteStatus each : TAGGED) {
                if (random.nextInt(3) == 0) {
                    tags.add(each.name().toLowerCase(Locale.ROOT));
                }
            }
            RemoteStatus status = List.of(RemoteStatus.values()).get(random.nextInt(RemoteStatus.values().length));
            CanonicalContent raw = any(random).withStatus(status).withTags(new TreeSet<>(tags));
            CanonicalContent card = here(raw);
            seen.add(card.status());
            assertThat(here(card)).isEqualTo(card);
            assertThat(here(there(card))).isEqualTo(card);
            assertThat(card.tags()).containsExactly("web");
            assertThat(card.withStatus(raw.status()).withTags(raw.tags())).isEqualTo(raw);
        }
        assertThat(seen).containsExactlyInAnyOrder(RemoteStatus.values());
    }
}
