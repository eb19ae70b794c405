package dev.devledger.application;

import static org.assertj.core.api.Assertions.assertThat;

import dev.devledger.domain.shared.Addressed;
import java.util.List;
import java.util.stream.Stream;
import org.axonframework.modelling.command.VersionedAggregateIdentifier;
import org.axonframework.test.aggregate.AggregateTestFixture;

/** A command that finds its aggregate through Axon, what was there before, and what follows. */
public record AggregateCase(List<?> given, Addressed command, List<?> then) {

    @Override
    public String toString() {
        return command.getClass().getSimpleName();
    }

    public void runOn(Class<?> aggregate) {
        AggregateTestFixture<?> fixture = new AggregateTestFixture<>(aggregate);
        fixture.registerCommandTargetResolver(message ->
                new VersionedAggregateIdentifier((Object) ((Addressed) message.getPayload()).address(), null));
        fixture.given(given).when(command).expectSuccessfulHandlerExecution().expectEvents(then.toArray());
    }

    /** A command without a case would be one without a handler that nobody misses. */
    public static void assertEveryCommand(Stream<AggregateCase> cases, Class<?> commands) {
        assertThat(cases.map(each -> (Object) each.command().getClass()))
                .containsExactlyInAnyOrder((Object[]) commands.getPermittedSubclasses());
    }
}
