package dev.devledger.application.sync.time;

import static org.assertj.core.api.Assertions.assertThat;

import dev.devledger.application.sync.connector.Connector;
import dev.devledger.application.sync.connector.RemoteTimeEntries;
import dev.devledger.application.sync.memory.Nature;
import dev.devledger.application.sync.memory.Overlay;
import dev.devledger.application.sync.simulation.World;
import dev.devledger.domain.directory.Person.PersonCommand;
import dev.devledger.domain.directory.Person.PersonDetails;
import dev.devledger.domain.directory.Person.PersonEvent;
import dev.devledger.domain.directory.Person.PersonId;
import dev.devledger.domain.directory.Person.PersonKey;
import dev.devledger.domain.sync.time.EntryContent.EntryField;
import dev.devledger.domain.sync.time.RemoteEntry.RemoteEntryContent;
import dev.devledger.domain.time.TimeEntry.TimeEntryCommand;
import dev.devledger.domain.time.TimeEntry.TimeEntryDetails;
import dev.devledger.domain.time.TimeEntry.TimeEntryId;
import dev.devledger.domain.time.TimeEntry.TimeEntryKey;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Who has the address of the account's own user is the owner, and so is whose time it was. */
class OwnTimeTest {
    private static final String ADDRESS = "ben@example.com";
    private static final PersonId BEN = new PersonId(new UUID(3, 1));

    private final TimedWorld time = new TimedWorld(World.live(Nature.TRACKINGTIME));
    private final World world = time.world;
    private final Own own = new Own(time.remote);
    private long lastKey = 100;

    /** The service's user, once that is known. */
    public static final class Own {
        private final RemoteTimeEntries time;
        private Optional<String> address = Optional.empty();

        Own(RemoteTimeEntries time) {
            this.time = time;
        }

        public Optional<RemoteTimeEntries> time() {
            return Optional.of(time);
        }

        public Optional<String> ownAddress() {
            return address;
        }
    }

    OwnTimeTest() {
        world.runner = world.newRunner(Overlay.over(Connector.class, world.connector, own));
    }

    private void ben() {
        world.send(new PersonCommand.Create(
                BEN, new PersonKey(77), new PersonDetails("Ben", ADDRESS, false), world.clock.instant()));
    }

    private Instant daysAgo(int days) {
        return world.clock.instant().minus(Duration.ofDays(days));
    }

    private void logged(PersonId person, Instant start, @Nullable Instant end, boolean billed) {
        TimeEntryDetails details = new TimeEntryDetails(
                person, null, null, start, end, ZoneOffset.UTC, "noted", new TreeSet<>(), false, billed);
        world.send(new TimeEntryCommand.Create(
                new TimeEntryId(UUID.randomUUID()), new TimeEntryKey(++lastKey), details, true, world.clock.instant()));
    }

    private boolean isBenGone() {
        return world.ledger.events().stream()
                .anyMatch(each -> each.payload() instanceof PersonEvent.Deleted gone
                        && gone.person().equals(BEN));
    }

    @Test
    void what_was_logged_of_the_second_person_is_the_owners() {
        ben();
        logged(BEN, daysAgo(2_000), daysAgo(2_000).plusSeconds(60), false);
        logged(BEN, daysAgo(3), daysAgo(3).plusSeconds(60), true);
        logged(PersonId.OWNER, daysAgo(2), daysAgo(2).plusSeconds(60), false);
        own.address = Optional.of(ADDRESS);

        time.synced();

        assertThat(isBenGone()).isTrue();
        assertThat(time.here()).extracting(TimeEntryDetails::person).containsOnly(PersonId.OWNER);
        assertThat(time.here()).extracting(TimeEntryDetails::billed).containsExactly(false, true, false);
        assertThat(time.here()).extracting(TimeEntryDetails::note).containsOnly("noted");
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void one_of_their_timers_runs(boolean bothRan) {
        ben();
        logged(BEN, world.clock.instant().minusSeconds(600), null, false);
        if (bothRan) {
            logged(PersonId.OWNER, world.clock.instant().minusSeconds(60), null, false);
        }
        own.address = Optional.of(ADDRESS);

        time.synced();

        assertThat(isBenGone()).isTrue();
        assertThat(time.here()).extracting(TimeEntryDetails::person).containsOnly(PersonId.OWNER);
        assertThat(time.here()).filteredOn(TimeEntryDetails::running).hasSize(1);
        assertThat(time.here()).hasSize(bothRan ? 2 : 1);
    }

    /** Nobody has deleted it there, and nobody has handed it to another user. */
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void what_is_another_users_there_stays_there(boolean changesPerson) {
        if (!changesPerson) {
            time.remote.fixed.add(EntryField.PERSON);
        }
        time.remote.others = List.of(new RemoteTimeEntries.Member("u2", ADDRESS, "Ben"));
        String there = time.remote.put(new RemoteEntryContent(
                "u2",
                null,
                null,
                daysAgo(3),
                daysAgo(3).plusSeconds(60),
                ZoneOffset.UTC,
                "Ben's",
                new TreeSet<>(),
                false,
                false));
        time.synced();
        assertThat(time.here()).extracting(TimeEntryDetails::person).doesNotContain(PersonId.OWNER);

        own.address = Optional.of(ADDRESS);
        time.synced();
        time.aWeekLater();
        time.synced();

        assertThat(time.here()).extracting(TimeEntryDetails::person).containsExactly(PersonId.OWNER);
        assertThat(time.remote.entries).containsOnlyKeys(there);
        assertThat(time.remote.entries.get(there).work().user()).isEqualTo("u2");
        assertThat(time.held()).isEmpty();
        assertThat(world.conflicts.all()).isEmpty();
    }
}
