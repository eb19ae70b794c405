package dev.devledger.adapters.postgres.readmodel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.devledger.adapters.postgres.Database;
import dev.devledger.adapters.postgres.Rows.RowsOfBilling;
import dev.devledger.adapters.postgres.SampleEvents;
import dev.devledger.adapters.postgres.query.DirectoryRows.PostgresBillingQueries;
import dev.devledger.application.directory.BillingItems.BillingDirectory;
import dev.devledger.application.directory.BillingItems.BillingQueries.BillingView;
import dev.devledger.application.entity.DirectoryFilter;
import dev.devledger.application.entity.Page;
import dev.devledger.application.entity.Page.PageRequest;
import dev.devledger.application.projection.EventLog.Revision;
import dev.devledger.domain.directory.BillingItem.BillingDetails;
import dev.devledger.domain.directory.BillingItem.BillingId;
import dev.devledger.domain.directory.BillingItem.BillingKey;
import dev.devledger.domain.directory.BillingItem.BillingKind;
import dev.devledger.domain.field.EntityKind.Changes;
import dev.devledger.domain.shared.NormalizedName;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Of both kinds, which are in tables of their own. */
class BillingTest {
    private static final Instant LATER = SampleEvents.AT.plusSeconds(60);
    private static final Changes<BillingDetails> ARCHIVED = Changes.of(BillingDetails.NAME, "Acme", "Acme Inc.")
            .with(BillingDetails.NOTES, "Late", "")
            .with(BillingDetails.ARCHIVED, false, true);
    private static final DirectoryFilter ALL = new DirectoryFilter(null, List.of(), false);

    @RegisterExtension
    private static final Database database = Database.emptied();

    private static final RowsOfBilling rows = new RowsOfBilling(database.dataSource);
    private static final PostgresBillingDirectory directory = new PostgresBillingDirectory(database.dataSource);
    private static final PostgresBillingQueries queries = new PostgresBillingQueries(database.jdbc);

    private static BillingId add(BillingKind kind, int number, String name, String notes) {
        BillingId id = kind.id(new UUID(0, number));
        rows.add(
                id,
                new BillingKey(kind, number),
                new BillingDetails(name, notes, false),
                SampleEvents.AT,
                new Revision(1, number));
        return id;
    }

    @ParameterizedTest
    @EnumSource
    void it_is_there_with_all_it_has(BillingKind kind) {
        BillingId id = add(kind, 3, "Acme", "");
        String letter = kind == BillingKind.CUSTOMER ? "c" : "s";

        assertThat(queries.find(kind, letter + "-3"))
                .contains(new BillingView(
                        id.value(),
                        letter.toUpperCase(Locale.ROOT) + "-3",
                        BillingDetails.named("Acme"),
                        SampleEvents.AT,
                        SampleEvents.AT,
                        null,
                        1,
                        List.of()));
        assertThat(queries.find(kind, id.value().toString())).isEqualTo(queries.find(kind, letter + "-3"));
        assertThat(queries.find(kind, letter + "-4")).isEmpty();
        assertThat(queries.find(kind, "P-3")).isEmpty();
        for (BillingKind other : BillingKind.values()) {
            assertThat(queries.list(other, ALL, first(5)).items()).hasSize(other == kind ? 1 : 0);
        }
    }

    @ParameterizedTest
    @EnumSource
    void it_is_what_it_was_at_every_position(BillingKind kind) {
        BillingId id = add(kind, 3, "Acme", "Late");
        String key = kind.letter() + "-3";
        rows.edit(id, ARCHIVED, LATER, new Revision(2, 10));
        rows.delete(id, LATER, new Revision(3, 20));
        rows.restore(id, LATER, new Revision(4, 30));

        BillingView now = queries.find(kind, key).orElseThrow();
        assertThat(now.name()).isEqualTo("Acme Inc.");
        assertThat(now.details().notes()).isEmpty();
        assertThat(now.details().archived()).isTrue();
        assertThat(now.updatedAt()).isEqualTo(LATER);
        assertThat(now.deletedAt()).isNull();
        assertThat(now.version()).isEqualTo(4);
        assertThat(queries.asOf(2).find(kind, key)).isEmpty();
        assertThat(queries.asOf(9).find(kind, key).orElseThrow().details().notes())
                .isEqualTo("Late");
        assertThat(queries.asOf(20).find(kind, key).orElseThrow().deletedAt()).isEqualTo(LATER);
        assertThat(names(queries.asOf(9).list(kind, ALL, first(5)))).containsExactly("Acme");
        assertThat(names(queries.asOf(20).list(kind, ALL, first(5)))).isEmpty();
    }

    private static PageRequest first(int limit) {
        return new PageRequest(limit, null);
    }

    private static List<String> names(Page<BillingView> page) {
        return page.items().stream().map(BillingView::name).toList();
    }

    private static List<String> narrowed(DirectoryFilter filter) {
        return names(queries.list(BillingKind.SERVICE, filter, first(5)));
    }

    @Test
    void a_list_is_in_the_order_of_the_keys_and_is_narrowed() {
        add(BillingKind.SERVICE, 2, "Design", "");
        add(BillingKind.SERVICE, 10, "Acme", "Late");
        add(BillingKind.SERVICE, 1, "100% care", "");
        Page<BillingView> page = queries.list(BillingKind.SERVICE, ALL, first(2));
        assertThat(names(page)).containsExactly("100% care", "Design");
        assertThat(names(queries.list(BillingKind.SERVICE, ALL, new PageRequest(2, page.nextCursor()))))
                .containsExactly("Acme");

        rows.delete(BillingKind.SERVICE.id(new UUID(0, 2)), LATER, new Revision(2, 20));
        assertThat(narrowed(new DirectoryFilter(null, List.of(), true))).containsExactly("Design");
        assertThat(narrowed(new DirectoryFilter(null, List.of("LATE"), false))).containsExactly("Acme");
        assertThat(narrowed(new DirectoryFilter(null, List.of("%"), false))).containsExactly("100% care");
        rows.edit(BillingKind.SERVICE.id(new UUID(0, 10)), ARCHIVED, LATER, new Revision(2, 21));
        assertThat(narrowed(new DirectoryFilter(true, List.of(), false))).containsExactly("Acme Inc.");
        assertThat(narrowed(DirectoryFilter.CURRENT)).containsExactly("100% care");
    }

    @Test
    void a_name_is_found_within_its_kind_in_any_case_as_long_as_it_is_there() {
        BillingId acme = add(BillingKind.CUSTOMER, 3, "Größe  Ltd", "");
        assertThat(directory.named(BillingKind.CUSTOMER, NormalizedName.of(" GRÖSSE ltd")))
                .contains(new BillingDirectory.StoredItem(
                        acme, new BillingKey(BillingKind.CUSTOMER, 3), "Größe  Ltd", false, false));
        assertThat(directory.named(BillingKind.SERVICE, NormalizedName.of("größe ltd")))
                .isEmpty();
        assertThat(directory.named(BillingKind.CUSTOMER, NormalizedName.of("\0")))
                .isEmpty();

        rows.delete(acme, LATER, new Revision(2, 10));
        assertThat(directory.named(BillingKind.CUSTOMER, NormalizedName.of("größe ltd")))
                .isEmpty();
        assertThat(directory.find(BillingKind.CUSTOMER, "C-3").orElseThrow().deleted())
                .isTrue();
    }

    @ParameterizedTest
    @EnumSource
    void keys_are_never_given_twice(BillingKind kind) {
        directory.lock();
        assertThat(directory.nextKey(kind)).isNotEqualTo(directory.nextKey(kind));
    }

    @Test
    void what_is_not_there_cannot_change() {
        assertThatThrownBy(() -> rows.delete(SampleEvents.CUSTOMER, LATER, new Revision(2, 10)))
                .hasMessageContaining("There is no row");
    }
}
