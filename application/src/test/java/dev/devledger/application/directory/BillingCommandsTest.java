package dev.devledger.application.directory;

import dev.devledger.application.ledger.axon.CommandCase;
import dev.devledger.domain.directory.BillingItem.BillingCommand;
import dev.devledger.domain.directory.BillingItem.BillingDetails;
import dev.devledger.domain.directory.BillingItem.BillingEvent;
import dev.devledger.domain.directory.BillingItem.BillingKey;
import dev.devledger.domain.directory.BillingItem.BillingKind;
import dev.devledger.domain.directory.BillingItem.CustomerEvent;
import dev.devledger.domain.directory.BillingItem.CustomerId;
import dev.devledger.domain.directory.BillingItem.ServiceEvent;
import dev.devledger.domain.directory.BillingItem.ServiceId;
import dev.devledger.domain.field.EntityKind.Patch;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class BillingCommandsTest {
    private static final CustomerId CUSTOMER = new CustomerId(new UUID(1, 1));
    private static final ServiceId SERVICE = new ServiceId(new UUID(1, 1));
    private static final Instant AT = Instant.parse("2026-03-31T09:00:00Z");
    private static final BillingDetails ACME = new BillingDetails("Acme", "", false);
    private static final BillingKey KEY = new BillingKey(BillingKind.CUSTOMER, 1);
    private static final BillingEvent CREATED = new CustomerEvent.Created(CUSTOMER, KEY, ACME, AT);
    private static final BillingEvent DELETED = new CustomerEvent.Deleted(CUSTOMER, AT);

    static Stream<CommandCase> commands() {
        Patch<BillingDetails> same = Patch.of(BillingDetails.NAME, "Acme");
        return Stream.of(
                new CommandCase(List.of(), new BillingCommand.Create(CUSTOMER, KEY, ACME, AT), List.of(CREATED)),
                new CommandCase(List.of(CREATED), new BillingCommand.Edit(CUSTOMER, same, 1L, AT), List.of()),
                new CommandCase(List.of(CREATED), new BillingCommand.Delete(CUSTOMER, 1L, AT), List.of(DELETED)),
                new CommandCase(
                        List.of(CREATED, DELETED),
                        new BillingCommand.Restore(CUSTOMER, 2L, AT),
                        List.of(new CustomerEvent.Restored(CUSTOMER, AT))));
    }

    @ParameterizedTest
    @MethodSource("commands")
    void a_command_reaches_its_customer(CommandCase each) {
        each.run();
    }

    @Test
    void and_its_service() {
        BillingKey key = new BillingKey(BillingKind.SERVICE, 1);
        BillingEvent created = new ServiceEvent.Created(SERVICE, key, ACME, AT);
        new CommandCase(List.of(), new BillingCommand.Create(SERVICE, key, ACME, AT), List.of(created)).run();
    }

    @Test
    void these_tests_know_every_command() {
        CommandCase.assertEveryCommand(commands(), BillingCommand.class);
    }
}
