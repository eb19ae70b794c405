package dev.devledger.domain.sync.link;

import static org.assertj.core.api.Assertions.assertThat;

import dev.devledger.domain.shared.Scenario;
import dev.devledger.domain.sync.content.CanonicalChanges;
import dev.devledger.domain.sync.content.CanonicalContent;
import dev.devledger.domain.sync.content.CanonicalContent.ChecklistEntry;
import dev.devledger.domain.sync.content.EntityRef;
import dev.devledger.domain.sync.content.RemoteTask.RemoteRef;
import dev.devledger.domain.sync.link.SyncCommand.SyncLinkId;
import java.time.Instant;
import java.util.List;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A remote value that the ledger holds in another form is never overwritten by that form, whatever else of the field is
 * edited in the ledger.
 */
class FormsTest {
    private static final SyncLinkId LINK = new SyncLinkId("ticktick", "main", EntityRef.task(new UUID(1, 1)));
    private static final Instant AT = Instant.parse("2026-03-31T09:00:00Z");
    private static final String LONG = "t".repeat(80);
    private static final String CUT = "t".repeat(63) + "…";

    /**
     * The remote value, the ledger's form of it, that form edited in the ledger, and the remote value expected then.
     */
    static Stream<Arguments> edits() {
        return Stream.of(
                // another tag comes or goes
                Arguments.of(tags("x\u0007"), tags("x�"), tags("x�", "new"), tags("x\u0007", "new")),
                Arguments.of(tags("x\u0007", "old"), tags("x�", "old"), tags("x�"), tags("x\u0007")),
                Arguments.of(tags(LONG, "old"), tags(CUT, "old"), tags(CUT, "new"), tags(LONG, "new")),
                // one of two that stand for others goes
                Arguments.of(tags("x\u0007", "y\u0007"), tags("x�", "y�"), tags("y�"), tags("y\u0007")),
                Arguments.of(tags("x\u0007", "xy\u0007"), tags("x�", "xy�"), tags("x�"), tags("x\u0007")),
                Arguments.of(tags("x\u0007", LONG), tags("x�", CUT), tags(CUT), tags(LONG)),
                // one stands for two, or is there itself as well, or none stands for it
                Arguments.of(tags("x\u0007", "x\u0008"), tags("x�"), tags("x�", "y"), tags("x\u0007", "x\u0008", "y")),
                Arguments.of(tags("x\u0007", "x�"), tags("x�"), tags("x�", "y"), tags("x\u0007", "x�", "y")),
                Arguments.of(tags(" ", "x"), tags("x"), tags("x", "y"), tags(" ", "x", "y")),
                // another item is added, renamed, done, moved, removed
                Arguments.of(items("x\u0007"), items("x�"), items("x�", "new"), items("x\u0007", "new")),
                Arguments.of(items("a", "x\u0007"), items("a", "x�"), items("b", "x�"), items("b", "x\u0007")),
                Arguments.of(items("a", "x\u0007"), items("a", "x�"), items("x�", "a"), items("x\u0007", "a")),
                Arguments.of(items("a", "x\ny"), items("a", "x y"), items("x y"), items("x\ny")),
                Arguments.of(items("a", " "), items("a", "Untitled"), items("Untitled"), items(" ")),
                // it is done itself, and one of two that stand for others is removed or renamed
                Arguments.of(items("x\u0007"), items("x�"), done("x�"), done("x\u0007")),
                Arguments.of(items("x\u0007", "y\u0007"), items("x�", "y�"), items("y�"), items("y\u0007")),
                Arguments.of(items("x\u0007", "y\u0007"), items("x�", "y�"), items("x", "y�"), items("x", "y\u0007")),
                // another line is edited, added, removed
                Arguments.of(text("a\nx\u0007"), text("a\nx�"), text("b\nx�"), text("b\nx\u0007")),
                Arguments.of(text("x\u0000"), text("x�"), text("a\nx�\n"), text("a\nx\u0000\n")),
                Arguments.of(text("x\u0000\n\r\ny\u0007"), text("x�\n\r\ny�"), text("y�"), text("y\u0007")),
                Arguments.of(text("x\u0007\nx�"), text("x�\nx�"), text("x�\nx�\na"), text("x\u0007\nx�\na")));
    }

    @ParameterizedTest(name = "{index}")
    @MethodSource("edits")
    void a_part_is_known_in_both_forms_whichever_others_come_and_go(
            CanonicalContent there, CanonicalContent here, CanonicalContent edited, CanonicalContent written) {
        SyncLink.Linked link = fitted(there, here);
        assertThat(link.inTheirForm(edited)).isEqualTo(written);

        SyncLink.Linked agreed = seen(there, here, written);
        assertThat(agreed.inTheirForm(edited)).isEqualTo(written);
        assertThat(agreed.warnings())
                .as("as long as something stands for another")
                .isEqualTo(link.warnings());
    }

    @ParameterizedTest(name = "{index}")
    @MethodSource("edits")
    void what_stands_for_nothing_any_more_is_told_no_more(CanonicalContent there, CanonicalContent here) {
        CanonicalContent plain = CanonicalContent.list("Task");
        SyncLink.Linked agreed = seen(there, here, plain);
        assertThat(agreed.inTheirForm(here)).isEqualTo(here);
        assertThat(agreed.forms()).isNull();
        assertThat(agreed.warnings()).isEmpty();
    }

    /** The service cuts a blank at the end, and the ledger cannot hold a bell character. */
    @Test
    void what_both_sides_write_otherwise_is_known_in_both_forms() {
        CanonicalContent there = text("x\u0007\na");
        CanonicalContent now = text("x\u0007\nb");
        CanonicalContent sent = text("x\u0007\nb ");
        SyncLink.Linked link = fitted(
                there,
                text("x�\na"),
                new SyncEvent.Acknowledged(LINK, CanonicalChanges.between(there, now), AT),
                new SyncEvent.Normalised(LINK, CanonicalChanges.between(now, sent), AT));
        assertThat(link.base()).isEqualTo(now);
        assertThat(link.inTheirForm(text("x�\nb "))).isEqualTo(now);
        assertThat(link.warnings()).hasSize(1);
    }

    private static SyncLink.Linked fitted(CanonicalContent there, CanonicalContent here, SyncEvent... more) {
        CanonicalChanges forms = CanonicalChanges.between(there, here);
        List<SyncLink.Warning> told = forms.fields().stream()
                .map(field -> new SyncLink.Warning(field, field.word(), "is odd", false))
                .toList();
        Stream<SyncEvent> all = Stream.concat(
                Stream.of(
                        new SyncEvent.Linked(LINK, new RemoteRef("list", "id"), there, AT),
                        new SyncEvent.Fitted(LINK, forms, told, AT)),
                Stream.of(more));
        return (SyncLink.Linked)
                Scenario.given(new SyncDecider(), all.toArray(SyncEvent[]::new)).state();
    }

    private static SyncLink.Linked seen(CanonicalContent there, CanonicalContent here, CanonicalContent now) {
        return fitted(
                there, here, new SyncEvent.RemoteChangeSeen(LINK, CanonicalChanges.between(there, now), List.of(), AT));
    }

    private static CanonicalContent tags(String... tags) {
        return CanonicalContent.list("Task").withTags(new TreeSet<>(List.of(tags)));
    }

    private static CanonicalContent text(String text) {
        return CanonicalContent.list("Task").withDescription(text);
    }

    private static CanonicalContent items(String... titles) {
        return CanonicalContent.list("Task")
                .withChecklist(Stream.of(titles)
                        .map(each -> new ChecklistEntry(each, false))
                        .toList());
    }

    private static CanonicalContent done(String title) {
        return CanonicalContent.list("Task").withChecklist(List.of(new ChecklistEntry(title, true)));
    }
}
