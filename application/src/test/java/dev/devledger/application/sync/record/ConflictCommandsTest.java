package dev.devledger.application.sync.record;

import dev.devledger.application.ledger.axon.CommandCase;
import dev.devledger.domain.sync.conflict.Conflict.Choice;
import dev.devledger.domain.sync.conflict.Conflict.ConflictCommand;
import dev.devledger.domain.sync.conflict.Conflict.ConflictEvent;
import dev.devledger.domain.sync.conflict.Conflict.ConflictId;
import dev.devledger.domain.sync.conflict.Dispute;
import dev.devledger.domain.sync.content.CanonicalContent;
import dev.devledger.domain.sync.content.EntityRef;
import dev.devledger.domain.sync.content.RemoteTask.RemoteRef;
import dev.devledger.domain.sync.link.SyncCommand.SyncLinkId;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ConflictCommandsTest {
    private static final ConflictId CONFLICT = new ConflictId(new UUID(9, 1));
    private static final SyncLinkId LINK = new SyncLinkId("ticktick", "main", EntityRef.task(new UUID(2, 1)));
    private static final Instant AT = Instant.parse("2026-03-31T09:00:00Z");
    private static final Dispute FIRST = reappeared("one");
    private static final Dispute SECOND = reappeared("two");
    private static final ConflictEvent RAISED = new ConflictEvent.Raised(CONFLICT, LINK, FIRST, AT);

    private static Dispute reappeared(String title) {
        return new Dispute.Reappeared(new RemoteRef("list", "id"), CanonicalContent.list(title));
    }

    static Stream<CommandCase> commands() {
        return Stream.of(
                new CommandCase(List.of(), new ConflictCommand.Raise(CONFLICT, LINK, FIRST, AT), List.of(RAISED)),
                new CommandCase(
                        List.of(RAISED),
                        new ConflictCommand.Extend(CONFLICT, SECOND, AT),
                        List.of(new ConflictEvent.Extended(CONFLICT, LINK, SECOND, AT))),
                new CommandCase(
                        List.of(RAISED),
                        new ConflictCommand.LetGo(CONFLICT, "gone again", AT),
                        List.of(new ConflictEvent.LetGo(CONFLICT, LINK, "gone again", AT))),
                new CommandCase(
                        List.of(RAISED),
                        new ConflictCommand.Resolve(CONFLICT, Choice.DETACH, null, AT),
                        List.of(new ConflictEvent.Resolved(CONFLICT, LINK, Choice.DETACH, null, AT))));
    }

    @ParameterizedTest
    @MethodSource("commands")
    void a_command_reaches_its_conflict(CommandCase each) {
        each.run();
    }

    @Test
    void these_tests_know_every_command() {
        CommandCase.assertEveryCommand(commands(), ConflictCommand.class);
    }
}
