package dev.devledger.application.sync.memory;

import static org.assertj.core.api.Assertions.assertThat;

import dev.devledger.application.sync.connector.Connectors.ConnectorMemory;
import dev.devledger.application.sync.memory.ConnectorStates.ConnectorCondition;
import dev.devledger.application.sync.memory.ConnectorStates.ConnectorState;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The behaviour that the sync relies on, for every store of connector states. */
public abstract class ConnectorStatesContract extends StoreContract {

    /** Returns the states of a connector that was never used. */
    protected abstract ConnectorStates states();

    @Test
    void a_connectors_state_is_kept() {
        ConnectorStates states = states();
        ConnectorState limited = new ConnectorState(ConnectorCondition.RATE_LIMITED, "Wait", NOW, 3);

        assertThat(states.get(ACCOUNT)).isEqualTo(ConnectorState.IDLE);
        states.set(ACCOUNT, ConnectorState.IDLE);
        states.set(ACCOUNT, limited);
        assertThat(states.get(ACCOUNT)).isEqualTo(limited);
    }

    @Test
    void what_a_connector_has_learned_is_kept() {
        ConnectorMemory memory = states().memory(ACCOUNT);

        assertThat(memory.get("folder Dev")).isEmpty();
        memory.put("folder Dev", "1");
        memory.put("folder Dev", "2");
        memory.put("zones", "Europe/Madrid");
        assertThat(memory.get("folder Dev")).contains("2");
        assertThat(memory.all(Set.of("folder Dev", "zones", "nothing")))
                .containsOnly(Map.entry("folder Dev", "2"), Map.entry("zones", "Europe/Madrid"));
        memory.reading().put("folder Dev", "3");
        assertThat(memory.reading().get("folder Dev")).contains("2");
    }
}
