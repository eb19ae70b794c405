package dev.devledger.application.claim;

import dev.devledger.application.ledger.axon.CommandCase;
import dev.devledger.domain.task.Claim.ClaimEvent;
import dev.devledger.domain.task.ClaimCommand;
import dev.devledger.domain.task.Task.TaskId;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ClaimCommandsTest {
    private static final TaskId TASK = new TaskId(new UUID(2, 1));
    private static final Instant AT = Instant.parse("2026-03-31T09:00:00Z");
    private static final Instant UNTIL = AT.plusSeconds(1_800);
    private static final ClaimEvent CLAIMED = new ClaimEvent.Claimed(TASK, "ada", 1, UNTIL, AT);

    static Stream<CommandCase> commands() {
        return Stream.of(
                new CommandCase(List.of(), new ClaimCommand.Claim(TASK, "ada", UNTIL, AT), List.of(CLAIMED)),
                new CommandCase(
                        List.of(CLAIMED),
                        new ClaimCommand.Release(TASK, "ada", "half done", false, AT),
                        List.of(new ClaimEvent.Released(TASK, "ada", 1, "half done", AT))),
                new CommandCase(List.of(CLAIMED), new ClaimCommand.Require(TASK, "ada", 1L, false, AT), List.of()));
    }

    @ParameterizedTest
    @MethodSource("commands")
    void a_command_reaches_the_claims_of_its_task(CommandCase each) {
        each.run();
    }

    @Test
    void these_tests_know_every_command() {
        CommandCase.assertEveryCommand(commands(), ClaimCommand.class);
    }
}
