package dev.devledger.domain.sync.content;

import static dev.devledger.domain.sync.content.Contents.TOKYO;
import static dev.devledger.domain.sync.content.Contents.VIENNA;
import static org.assertj.core.api.Assertions.assertThat;

import dev.devledger.domain.shared.Change;
import dev.devledger.domain.shared.Change.FieldChange;
import dev.devledger.domain.shared.Priority;
import dev.devledger.domain.shared.When;
import dev.devledger.domain.sync.content.CanonicalChanges.Field;
import dev.devledger.domain.sync.content.RemoteTask.RemoteStatus;
import java.time.ZoneId;
import java.util.EnumSet;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Equality of contents, and the changes between them. */
class CanonicalTest {
    private static final int ROUNDS = 2_000;
    private static final When DAY = When.parse("2026-03-31");
    private static final When LATER_DAY = When.parse("2026-04-02");
    private static final When MOMENT = When.parse("2026-03-31T09:00:00Z");

    private static CanonicalContent dated(When start, When due, ZoneId zone) {
        return new CanonicalContent(
                "t", "", Priority.NONE, new TreeSet<>(), start, due, zone, List.of(), RemoteStatus.OPEN, null);
    }

    private static CanonicalContent tagged(String... tags) {
        return new CanonicalContent(
                "t",
                "",
                Priority.NONE,
                new TreeSet<>(List.of(tags)),
                null,
                null,
                null,
                List.of(),
                RemoteStatus.OPEN,
                null);
    }

    @Test
    void what_is_canonical_stays_as_it_is() {
        Random random = new Random(1);
        for (int i = 0; i < ROUNDS; i++) {
            CanonicalContent once = Contents.any(random);
            CanonicalContent twice = new CanonicalContent(
                    once.title(),
                    once.description(),
                    once.priority(),
                    once.tags(),
                    once.startDate(),
                    once.dueDate(),
                    once.timeZone(),
                    once.checklist(),
                    once.status(),
                    once.parent(),
                    once.stage(),
                    once.estimateMinutes(),
                    once.assignees(),
                    once.blockedBy(),
                    null,
                    null);
            assertThat(twice).isEqualTo(once);
        }
    }

    @Test
    void one_date_is_the_same_whichever_it_is_where_nobody_tells_them_apart() {
        assertThat(dated(DAY, null, VIENNA).withOneDate())
                .isEqualTo(dated(null, DAY, VIENNA).withOneDate())
                .isEqualTo(dated(DAY, DAY, VIENNA).withOneDate())
                .isEqualTo(dated(null, DAY, VIENNA));
        assertThat(dated(MOMENT, null, null).withOneDate())
                .isEqualTo(dated(MOMENT, MOMENT, null).withOneDate())
                .isEqualTo(dated(null, MOMENT, null));
        assertThat(dated(DAY, LATER_DAY, VIENNA).withOneDate()).isEqualTo(dated(DAY, LATER_DAY, VIENNA));
        assertThat(dated(null, null, null).withOneDate()).isEqualTo(dated(null, null, null));
    }

    @Test
    void a_start_alone_is_no_due_date() {
        assertThat(dated(DAY, null, VIENNA))
                .isNotEqualTo(dated(null, DAY, VIENNA))
                .isNotEqualTo(dated(DAY, DAY, VIENNA));
        assertThat(dated(DAY, null, VIENNA).timeZone()).isEqualTo(VIENNA);
        assertThat(dated(MOMENT, null, VIENNA).timeZone()).isNull();
    }

    @Test
    void only_days_have_a_zone() {
        assertThat(dated(null, MOMENT, VIENNA)).isEqualTo(dated(null, MOMENT, TOKYO));
        assertThat(dated(null, null, VIENNA)).isEqualTo(dated(null, null, null));
        assertThat(dated(null, DAY, VIENNA)).isNotEqualTo(dated(null, DAY, TOKYO));
    }

    @Test
    void tags_are_in_lower_case_and_once() {
        assertThat(tagged("Web", "WEB", "api")).isEqualTo(tagged("api", "web"));
        assertThat(tagged("Web").tags()).containsExactly("web");
        assertThat(tagged("web")).isNotEqualTo(tagged("webs"));
    }

    @Test
    void the_changes_between_two_are_what_makes_one_of_the_other() {
        Random random = new Random(2);
        for (int i = 0; i < ROUNDS; i++) {
            CanonicalContent from = Contents.any(random);
            CanonicalContent to = Contents.any(random);
            CanonicalChanges changes = CanonicalChanges.between(from, to);
            assertThat(changes.applyTo(from)).isEqualTo(to);
            assertThat(changes.isEmpty()).isEqualTo(from.equals(to));
            assertThat(changes.list().isEmpty()).isEqualTo(changes.isEmpty());
            assertThat(CanonicalChanges.between(from, from)).isEqualTo(CanonicalChanges.NONE);
            assertThat(CanonicalChanges.between(to, from).fields()).isEqualTo(changes.fields());
        }
    }

    @Test
    void changes_can_be_made_twice() {
        Random random = new Random(3);
        for (int i = 0; i < ROUNDS; i++) {
            CanonicalContent other = Contents.any(random);
            CanonicalChanges changes = CanonicalChanges.between(Contents.any(random), Contents.any(random));
            CanonicalContent once = changes.applyTo(other);
            assertThat(changes.applyTo(once)).isEqualTo(once);
        }
    }

    @Test
    void changes_can_be_made_in_parts() {
        Random random = new Random(4);
        for (int i = 0; i < ROUNDS; i++) {
            CanonicalContent from = Contents.any(random);
            CanonicalContent to = Contents.any(random);
            CanonicalChanges changes = CanonicalChanges.between(from, to);
            EnumSet<Field> some = EnumSet.noneOf(Field.class);
            for (Field field : Field.values()) {
                if (random.nextBoolean()) {
                    some.add(field);
                }
            }
            CanonicalContent half = changes.only(some).applyTo(from);
            assertThat(changes.only(EnumSet.complementOf(some)).applyTo(half)).isEqualTo(to);
            assertThat(changes.only(some).fields()).isSubsetOf(some).isSubsetOf(changes.fields());
        }
    }

    @ParameterizedTest
    @EnumSource
    void each_field_changes_alone(Field field) {
        CanonicalContent changed = Contents.mixed(Contents.number(0), Contents.number(1), field);
        CanonicalChanges changes = CanonicalChanges.between(Contents.number(0), changed);
        assertThat(changes.fields()).containsExactly(field);
        assertThat(changes.only(EnumSet.complementOf(EnumSet.of(field))).isEmpty())
                .isTrue();
    }

    @Test
    void a_parent_and_the_dates_can_be_cleared() {
        CanonicalContent bare = dated(null, null, null);
        CanonicalContent below = dated(DAY, LATER_DAY, VIENNA).withParent("p1");
        assertThat(CanonicalChanges.between(below, bare).applyTo(below)).isEqualTo(bare);
    }

    @Test
    void the_dates_are_told_one_by_one() {
        CanonicalChanges changes = CanonicalChanges.between(dated(null, DAY, VIENNA), dated(DAY, LATER_DAY, VIENNA));
        assertThat(changes.list())
                .containsExactly(new FieldChange("startDate", null, DAY), new FieldChange("dueDate", DAY, LATER_DAY));
    }

    @Test
    void a_change_is_none_between_equal_values() {
        assertThat(Change.between("a", "a")).isNull();
        assertThat(Change.between(null, null)).isNull();
        assertThat(Change.between("a", null)).isEqualTo(new Change<>("a", null));
    }

    @Test
    void a_zone_is_the_same_by_each_of_its_names() {
        When day = When.parse("2026-03-31");
        CanonicalContent former = dated(null, day, ZoneId.of("Europe/Kiev"));
        CanonicalContent current = dated(null, day, ZoneId.of("Europe/Kyiv"));
        assertThat(former).isEqualTo(current).hasSameHashCodeAs(current);
        assertThat(CanonicalChanges.between(former, current)).isEqualTo(CanonicalChanges.NONE);
        assertThat(CanonicalChanges.to(former)).isEqualTo(CanonicalChanges.to(current));
        assertThat(former).isNotEqualTo(dated(null, day, ZoneId.of("Europe/Madrid")));
        assertThat(former).isNotEqualTo(dated(null, When.parse("2026-04-01"), ZoneId.of("Europe/Kiev")));
    }
}
