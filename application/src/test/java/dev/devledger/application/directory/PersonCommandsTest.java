package dev.devledger.application.directory;

import dev.devledger.application.ledger.axon.CommandCase;
import dev.devledger.domain.directory.Person.PersonCommand;
import dev.devledger.domain.directory.Person.PersonDetails;
import dev.devledger.domain.directory.Person.PersonEvent;
import dev.devledger.domain.directory.Person.PersonId;
import dev.devledger.domain.directory.Person.PersonKey;
import dev.devledger.domain.field.EntityKind.Patch;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class PersonCommandsTest {
    private static final PersonId ID = new PersonId(new UUID(1, 1));
    private static final Instant AT = Instant.parse("2026-03-31T09:00:00Z");
    private static final PersonDetails ADA = new PersonDetails("Ada", null, false);
    private static final PersonEvent CREATED = new PersonEvent.Created(ID, new PersonKey(1), ADA, AT);
    private static final PersonEvent DELETED = new PersonEvent.Deleted(ID, AT);

    static Stream<CommandCase> commands() {
        Patch<PersonDetails> same = Patch.of(PersonDetails.NAME, "Ada");
        return Stream.of(
                new CommandCase(List.of(), new PersonCommand.Create(ID, new PersonKey(1), ADA, AT), List.of(CREATED)),
                new CommandCase(List.of(CREATED), new PersonCommand.Edit(ID, same, 1L, AT), List.of()),
                new CommandCase(List.of(CREATED), new PersonCommand.Delete(ID, 1L, AT), List.of(DELETED)),
                new CommandCase(
                        List.of(CREATED, DELETED),
                        new PersonCommand.Restore(ID, 2L, AT),
                        List.of(new PersonEvent.Restored(ID, AT))));
    }

    @ParameterizedTest
    @MethodSource("commands")
    void a_command_reaches_its_person(CommandCase each) {
        each.run();
    }

    @Test
    void these_tests_know_every_command() {
        CommandCase.assertEveryCommand(commands(), PersonCommand.class);
    }
}
