package dev.devledger.application.billing;

import dev.devledger.domain.field.Patch;
import dev.devledger.application.ledger.ChangeSet;
import dev.devledger.domain.billing.BillingCommand;
import dev.devledger.domain.billing.BillingDetails;
import dev.devledger.domain.billing.BillingId;
import dev.devledger.domain.billing.BillingKind;
import dev.devledger.domain.shared.NameKey;
import dev.devledger.domain.shared.Rejection;
import org.jspecify.annotations.Nullable;

/** What can be done with customers and services. Each method adds to a change set; an {@code idOrKey} is the id or the key. */
public record BillingItems(BillingDirectory directory) {

    public BillingId create(ChangeSet changes, BillingKind kind, BillingDetails details) {
        directory.lock();
        details.violations().rejectIfAny();
        BillingId id = kind.id(changes.newId());
        requireFree(id, details.name());
        changes.send(new BillingCommand.Create(id, directory.nextKey(kind), details, changes.at()));
        return id;
    }

    /** The one of that name; where there is none it is made, as whoever names it elsewhere has it already. */
    public BillingId called(ChangeSet changes, BillingKind kind, String name) {
        directory.lock();
        return directory
                .named(kind, NameKey.of(name))
                .map(BillingDirectory.Known::id)
                .orElseGet(() -> create(changes, kind, new BillingDetails(name.strip(), "", false)));
    }

    public BillingId edit(
            ChangeSet changes, BillingKind kind, String idOrKey, Patch<BillingDetails> edit, @Nullable Long expectedVersion) {
        BillingId id = locked(kind, idOrKey).id();
        requireFree(id, edit);
        changes.send(new BillingCommand.Edit(id, edit, expectedVersion, changes.at()));
        return id;
    }

    /** The projects that it is of stay so. */
    public BillingId delete(ChangeSet changes, BillingKind kind, String idOrKey, @Nullable Long expectedVersion) {
        BillingId id = locked(kind, idOrKey).id();
        changes.send(new BillingCommand.Delete(id, expectedVersion, changes.at()));
        return id;
    }

    public BillingId restore(ChangeSet changes, BillingKind kind, String idOrKey, @Nullable Long expectedVersion) {
        BillingDirectory.Known known = locked(kind, idOrKey);
        requireFree(known.id(), known.name());
        changes.send(new BillingCommand.Restore(known.id(), expectedVersion, changes.at()));
        return known.id();
    }

    /** Before a command that was made elsewhere: no other of its kind may have the name that it has with it. */
    public void requireName(BillingCommand command) {
        switch (command) {
            case BillingCommand.Edit edit -> {
                directory.lock();
                requireFree(edit.id(), edit.edit());
            }
            case BillingCommand.Restore(BillingId id, Long version, var at) ->
                requireFree(id, locked(id.kind(), id.value().toString()).name());
            default -> {}
        }
    }

    private BillingDirectory.Known locked(BillingKind kind, String idOrKey) {
        directory.lock();
        return directory.find(kind, idOrKey).orElseThrow(() -> unknown(kind, idOrKey));
    }

    private void requireFree(BillingId own, Patch<BillingDetails> edit) {
        String name = edit.value(BillingDetails.NAME);
        if (name != null) {
            requireFree(own, name);
        }
    }

    private void requireFree(BillingId own, String name) {
        BillingKind kind = own.kind();
        directory
                .named(kind, NameKey.of(name))
                .filter(other -> !other.id().equals(own))
                .ifPresent(other -> {
                    throw Rejection.of(
                            Rejection.Code.CONFLICT_STATE,
                            "The name " + other.name() + " is that of " + other.key() + ". Each " + kind.word()
                                    + " has a name of its own, in any case.");
                });
    }

    public static Rejection unknown(BillingKind kind, String idOrKey) {
        return Rejection.of(
                Rejection.Code.NOT_FOUND,
                "There is no " + kind.word() + " " + idOrKey + ". GET /api/" + kind.word()
                        + "s lists all ids and keys.");
    }
}
