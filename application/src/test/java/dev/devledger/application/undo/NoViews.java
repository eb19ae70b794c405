package dev.devledger.application.undo;

import dev.devledger.application.directory.SavedViews.ViewDirectory;
import dev.devledger.domain.directory.SavedView.ViewKey;
import java.util.List;
import java.util.Optional;

/** A ledger without saved views. */
final class NoViews implements ViewDirectory {
    @Override
    public void lock() {
        // there is nobody else
    }

    @Override
    public Optional<StoredView> find(String idOrKey) {
        return Optional.empty();
    }

    @Override
    public List<StoredView> all() {
        return List.of();
    }

    @Override
    public ViewKey nextKey() {
        throw new UnsupportedOperationException();
    }
}
