package dev.devledger.application.sync.connector;

import static org.assertj.core.api.Assertions.assertThat;

import dev.devledger.application.sync.connector.Layout.CardLayout;
import dev.devledger.application.sync.connector.Layout.ListLayout;
import dev.devledger.domain.project.Placement;
import dev.devledger.domain.project.Placement.PlacementRules;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LayoutTest {
    @Test
    void the_forms_of_a_project_are_those_that_its_placements_come_to() {
        assertThat(new CardLayout().placements()).containsExactlyElementsOf(Placement.OF_CARDS);
        assertThat(new CardLayout().hasCards()).isTrue();
        assertThat(new ListLayout().placements()).containsExactly(Placement.LIST, Placement.NONE);
        assertThat(new ListLayout().hasCards()).isFalse();
    }

    @Test
    void what_is_said_for_a_service_counts_where_it_has_no_cards() {
        Map<String, Placement> said = Map.of("one", Placement.NONE);
        assertThat(new ListLayout().standsAs("one", Placement.CARD, said)).isEqualTo(Placement.NONE);
        assertThat(new ListLayout().standsAs("two", Placement.CARD, said)).isEqualTo(Placement.LIST);
        assertThat(new ListLayout().standsAs("two", Placement.NONE, said)).isEqualTo(Placement.NONE);
        assertThat(new CardLayout().standsAs("one", Placement.CARD, said)).isEqualTo(Placement.CARD);
    }

    @Test
    void each_service_without_cards_has_a_placement_of_its_own() {
        PlacementRules rules =
                new Connectors(List.of(new CannedConnector("one", "One"), new CannedConnector("two", "Two"))).placing();
        assertThat(rules.own()).isNull();
        assertThat(rules.others().keySet()).containsExactly("one", "two");
        assertThat(rules.others().values())
                .allMatch(each -> each.first() == Placement.LIST
                        && List.copyOf(each.forms()).equals(List.of(Placement.LIST, Placement.NONE)));
    }
}
