package dev.devledger.application.sync.record;

import dev.devledger.application.ledger.axon.CommandCase;
import dev.devledger.domain.shared.Change;
import dev.devledger.domain.sync.content.CanonicalChanges;
import dev.devledger.domain.sync.content.CanonicalChanges.Field;
import dev.devledger.domain.sync.content.CanonicalContent;
import dev.devledger.domain.sync.content.EntityRef;
import dev.devledger.domain.sync.content.RemoteTask.RemoteRef;
import dev.devledger.domain.sync.link.SyncCommand;
import dev.devledger.domain.sync.link.SyncCommand.SyncLinkId;
import dev.devledger.domain.sync.link.SyncEvent;
import dev.devledger.domain.sync.link.SyncLink;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class SyncLinkCommandsTest {
    private static final SyncLinkId LINK = new SyncLinkId("ticktick", "main", EntityRef.project(new UUID(1, 1)));
    private static final Instant AT = Instant.parse("2026-03-31T09:00:00Z");
    private static final UUID INTENT = new UUID(7, 1);
    private static final RemoteRef REMOTE = new RemoteRef("list", "id");
    private static final CanonicalContent BASE = CanonicalContent.list("Ledger");
    private static final CanonicalChanges CHANGES = CanonicalChanges.between(BASE, CanonicalContent.list("Other"));
    private static final SyncEvent CREATING = new SyncEvent.CreateIntended(LINK, INTENT, 1, "list", BASE, AT);
    private static final SyncEvent LINKED = new SyncEvent.Linked(LINK, REMOTE, BASE, AT);
    private static final List<SyncLink.Warning> WARNINGS =
            List.of(new SyncLink.Warning(Field.TITLE, "title", "is long", true));
    private static final SyncEvent PUSHING = new SyncEvent.PushIntended(LINK, INTENT, CHANGES, AT);

    private static final RemoteRef MOVED = new RemoteRef("elsewhere", REMOTE.id());
    private static final List<SyncEvent.FieldRule> RULES =
            List.of(new SyncEvent.FieldRule(CanonicalChanges.Field.TITLE, "F4"));

    static Stream<CommandCase> commands() {
        return Stream.of(
                new CommandCase(
                        List.of(),
                        new SyncCommand.IntendCreate(LINK, INTENT, null, "list", BASE, AT),
                        List.of(CREATING)),
                new CommandCase(List.of(CREATING), new SyncCommand.Link(LINK, REMOTE, BASE, AT), List.of(LINKED)),
                new CommandCase(
                        List.of(LINKED), new SyncCommand.IntendPush(LINK, INTENT, CHANGES, AT), List.of(PUSHING)),
                new CommandCase(
                        List.of(LINKED, PUSHING),
                        new SyncCommand.Acknowledge(LINK, CanonicalContent.list("Other"), AT),
                        List.of(new SyncEvent.Acknowledged(LINK, CHANGES, AT))),
                new CommandCase(
                        List.of(CREATING),
                        new SyncCommand.Refuse(LINK, "quota", AT),
                        List.of(new SyncEvent.Refused(LINK, "quota", AT))),
                new CommandCase(
                        List.of(CREATING),
                        new SyncCommand.DropIntent(LINK, INTENT, "rate limit", AT),
                        List.of(new SyncEvent.IntentDropped(LINK, INTENT, "rate limit", AT))),
                new CommandCase(
                        List.of(LINKED),
                        new SyncCommand.IntendDelete(LINK, AT),
                        List.of(new SyncEvent.DeleteIntended(LINK, AT))),
                new CommandCase(
                        List.of(LINKED, new SyncEvent.DeleteIntended(LINK, AT)),
                        new SyncCommand.RepeatDelete(LINK, AT),
                        List.of(new SyncEvent.DeleteRepeated(LINK, AT))),
                new CommandCase(
                        List.of(LINKED),
                        new SyncCommand.KeepForm(LINK, CHANGES, AT),
                        List.of(new SyncEvent.Normalised(LINK, CHANGES, AT))),
                new CommandCase(
                        List.of(LINKED),
                        new SyncCommand.Fit(LINK, Set.of(Field.TITLE), CHANGES, WARNINGS, AT),
                        List.of(new SyncEvent.Fitted(LINK, CHANGES, WARNINGS, AT))),
                new CommandCase(
                        List.of(LINKED),
                        new SyncCommand.DecideDelete(LINK, AT),
                        List.of(new SyncEvent.DeleteDecided(LINK, AT))),
                new CommandCase(
                        List.of(LINKED), new SyncCommand.Close(LINK, AT), List.of(new SyncEvent.Closed(LINK, AT))),
                new CommandCase(
                        List.of(LINKED),
                        new SyncCommand.Detach(LINK, "placement", AT),
                        List.of(new SyncEvent.Detached(LINK, "placement", AT))),
                new CommandCase(
                        List.of(CREATING),
                        new SyncCommand.Stop(LINK, "two of them", AT),
                        List.of(new SyncEvent.Stopped(LINK, "two of them", AT))),
                new CommandCase(
                        List.of(LINKED),
                        new SyncCommand.SeeRemoteChange(LINK, CanonicalContent.list("Other"), RULES, AT),
                        List.of(new SyncEvent.RemoteChangeSeen(LINK, CHANGES, RULES, AT))),
                new CommandCase(
                        List.of(LINKED),
                        new SyncCommand.RecordRemoteMove(LINK, MOVED, AT),
                        List.of(new SyncEvent.RemoteMoved(LINK, new Change<>(REMOTE, MOVED), AT))),
                new CommandCase(
                        List.of(LINKED),
                        new SyncCommand.LeaveScope(LINK, "moved away", AT),
                        List.of(new SyncEvent.LeftScope(LINK, "moved away", AT))),
                new CommandCase(
                        List.of(LINKED),
                        new SyncCommand.RecordRemoteDeletion(LINK, AT),
                        List.of(new SyncEvent.RemoteGone(LINK, AT))),
                new CommandCase(
                        List.of(LINKED),
                        new SyncCommand.DetachUntilDecision(LINK, "left alone", AT),
                        List.of(new SyncEvent.DetachedUntilDecision(LINK, "left alone", AT))),
                new CommandCase(
                        List.of(LINKED),
                        new SyncCommand.IntendNote(LINK, INTENT, AT),
                        List.of(new SyncEvent.NoteIntended(LINK, INTENT, AT))),
                new CommandCase(
                        List.of(LINKED),
                        new SyncCommand.LinkNote(LINK, INTENT, "458", AT),
                        List.of(new SyncEvent.NoteLinked(LINK, INTENT, "458", AT))));
    }

    @ParameterizedTest
    @MethodSource("commands")
    void a_command_reaches_its_link(CommandCase each) {
        each.run();
    }

    @Test
    void these_tests_know_every_command() {
        CommandCase.assertEveryCommand(commands(), SyncCommand.class);
    }
}
