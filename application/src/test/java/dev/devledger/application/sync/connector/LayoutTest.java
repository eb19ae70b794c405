package dev.devledger.application.sync.connector;

import static org.assertj.core.api.Assertions.assertThat;

import dev.devledger.domain.project.Placement;
import org.junit.jupiter.api.Test;

class LayoutTest {
    @Test
    void the_forms_of_a_project_are_those_that_its_placements_come_to() {
        assertThat(new CardLayout().placements()).containsExactly(Placement.values());
        assertThat(new CardLayout().hasCards()).isTrue();
        assertThat(new ListLayout().placements()).containsExactly(Placement.LIST, Placement.NONE);
        assertThat(new ListLayout().hasCards()).isFalse();
    }
}
