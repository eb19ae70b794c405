package dev.devledger.bootstrap.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.devledger.domain.sync.content.CanonicalChanges.Field;
import dev.devledger.domain.sync.merge.Merge.ConflictPolicy;
import dev.devledger.domain.sync.merge.Merge.ConflictPolicy.ConflictPolicies;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.StandardEnvironment;

class ConfiguredPoliciesTest {
    private static final String PROPERTY = "devledger.ticktick.conflict-policy";

    private static ConflictPolicies configured(Map<String, Object> properties) {
        StandardEnvironment environment = new StandardEnvironment();
        environment.getPropertySources().addFirst(new MapPropertySource("given", properties));
        return ConfiguredPolicies.of(environment, "ticktick");
    }

    @Test
    void one_for_all_fields_and_one_for_a_field() {
        ConflictPolicies policies = configured(Map.of(PROPERTY, "ledger", PROPERTY + ".title", "hold"));
        assertThat(policies.of(Field.PRIORITY)).isEqualTo(ConflictPolicy.LEDGER);
        assertThat(policies.of(Field.TITLE)).isEqualTo(ConflictPolicy.HOLD);
        assertThat(configured(Map.of()).of(Field.TITLE)).isEqualTo(ConflictPolicy.REMOTE);
    }

    @Test
    void one_for_all_fields_alone() {
        ConflictPolicies policies = configured(Map.of(PROPERTY, "ledger"));
        assertThat(policies.of(Field.TITLE)).isEqualTo(ConflictPolicy.LEDGER);
    }

    @Test
    void what_is_no_policy_or_no_field_is_told() {
        assertThatThrownBy(() -> configured(Map.of(PROPERTY, "mine"))).hasStackTraceContaining("cannot be \"mine\"");
        assertThatThrownBy(() -> configured(Map.of(PROPERTY + ".colour", "hold")))
                .hasStackTraceContaining("The fields are name, title");
    }
}
