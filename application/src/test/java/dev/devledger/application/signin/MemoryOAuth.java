package dev.devledger.application.signin;

import dev.devledger.application.entity.Page;
import dev.devledger.application.entity.Page.PageRequest;
import dev.devledger.application.signin.Grants.GrantStore;
import dev.devledger.application.signin.Grants.GrantStore.Grant;
import dev.devledger.application.signin.OAuthApps.AppStore;
import dev.devledger.application.signin.OAuthApps.AppStore.AppView;
import dev.devledger.application.signin.OAuthApps.AppStore.OAuthApp;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Apps and their grants in memory. */
public final class MemoryOAuth {
    private final Map<UUID, OAuthApp> apps = new HashMap<>();
    private final Map<UUID, Instant> reused = new HashMap<>();
    private final Map<UUID, Row> grants = new HashMap<>();

    private record Row(
            Grant grant,
            Instant end,
            @Nullable String state,
            GrantStore.@Nullable Secret code,
            boolean used,
            @Nullable String family,
            GrantStore.@Nullable Secret refresh,
            @Nullable String before) {
        private Row(
                Grant grant,
                Instant end,
                @Nullable String state,
                GrantStore.@Nullable Secret code,
                boolean used,
                @Nullable String family,
                GrantStore.@Nullable Secret refresh) {
            this(grant, end, state, code, used, family, refresh, null);
        }
    }

    public AppStore apps() {
        return new Apps();
    }

    public GrantStore grants() {
        return new GrantRows();
    }

    private Grant withItsApp(Grant grant) {
        return new Grant(grant.id(), apps.get(grant.app().id()), grant.wish(), grant.scopes());
    }

    private final class Apps implements AppStore {
        @Override
        public boolean add(OAuthApp app, int most, Instant stale) {
            apps.values()
                    .removeIf(each -> !each.isConfirmed() && each.registeredAt().isBefore(stale));
            while (waiting().count() >= most) {
                Optional<OAuthApp> longest = waiting()
                        .filter(each -> grants.values().stream()
                                .noneMatch(row -> row.grant().app().id().equals(each.id())
                                        && row.end().isAfter(app.registeredAt())))
                        .min(Comparator.comparing(OAuthApp::registeredAt));
                if (longest.isEmpty()) {
                    return false;
                }
                apps.remove(longest.get().id());
            }
            apps.put(app.id(), app);
            return true;
        }

        private Stream<OAuthApp> waiting() {
            return apps.values().stream().filter(each -> !each.isConfirmed());
        }

        @Override
        public void reused(UUID id, Instant at) {
            reused.put(id, at);
        }

        @Override
        public Optional<OAuthApp> find(UUID id) {
            return Optional.ofNullable(apps.get(id));
        }

        @Override
        public Page<AppView> list(PageRequest page) {
            List<AppView> all = apps.values().stream()
                    .filter(OAuthApp::isConfirmed)
                    .map(this::view)
                    .sorted(Comparator.comparing(AppView::confirmedAt).reversed())
                    .toList();
            return new Page<>(all, null);
        }

        private AppView view(OAuthApp app) {
            OAuthApp.Confirmed confirmed = app.confirmed();
            return new AppView(
                    app.id(),
                    app.name(),
                    confirmed.actor(),
                    grants.values().stream()
                            .filter(row -> row.grant().app().id().equals(app.id()) && row.family() != null)
                            .flatMap(row -> row.grant().scopes().stream())
                            .distinct()
                            .sorted()
                            .toList(),
                    app.redirects(),
                    app.registeredAt(),
                    confirmed.at(),
                    confirmed.lastUsedAt(),
                    reused.get(app.id()));
        }

        @Override
        public boolean confirm(UUID id, String actor, Instant at) {
            OAuthApp app = apps.get(id);
            if (app == null || app.isConfirmed()) {
                return true;
            }
            if (isNamed(actor)) {
                return false;
            }
            put(app, new OAuthApp.Confirmed(actor, at, null));
            return true;
        }

        private void put(OAuthApp app, OAuthApp.Confirmed confirmed) {
            apps.put(app.id(), new OAuthApp(app.id(), app.name(), app.redirects(), app.registeredAt(), confirmed));
        }

        @Override
        public boolean isNamed(String actor) {
            return apps.values().stream()
                    .anyMatch(each ->
                            each.isConfirmed() && each.confirmed().actor().equalsIgnoreCase(actor));
        }

        @Override
        public Optional<AppView> remove(UUID id) {
            Optional<AppView> view = find(id).filter(OAuthApp::isConfirmed).map(this::view);
            view.ifPresent(gone -> {
                grants.values().removeIf(row -> row.grant().app().id().equals(id));
                apps.remove(id);
            });
            return view;
        }

        @Override
        public void used(UUID id, Instant at) {
            OAuthApp app = apps.get(id);
            if (app != null && app.confirmed() != null) {
                OAuthApp.Confirmed was = app.confirmed();
                boolean isNew = was.lastUsedAt() == null
                        || !at.isBefore(was.lastUsedAt().plusSeconds(60));
                put(app, new OAuthApp.Confirmed(was.actor(), was.at(), isNew ? at : was.lastUsedAt()));
            }
        }
    }

    private final class GrantRows implements GrantStore {
        @Override
        public void ask(Grant grant, String stateHash, Instant end, Instant now) {
            grants.values().removeIf(row -> !row.end().isAfter(now));
            grants.put(grant.id(), new Row(grant, end, stateHash, null, false, null, null));
        }

        @Override
        public Optional<Grant> asked(String stateHash, Instant now) {
            return grants.values().stream()
                    .filter(row -> stateHash.equals(row.state()) && row.end().isAfter(now))
                    .map(row -> withItsApp(row.grant()))
                    .findFirst();
        }

        @Override
        public boolean confirm(UUID id, List<String> scopes, Secret code) {
            Row row = grants.get(id);
            if (row == null || row.state() == null) {
                return false;
            }
            Grant was = row.grant();
            grants.put(
                    id,
                    new Row(new Grant(id, was.app(), was.wish(), scopes), code.end(), null, code, false, null, null));
            return true;
        }

        @Override
        public Optional<GrantMatch> byCode(String hash) {
            return grants.values().stream()
                    .filter(row -> row.code() != null && row.code().hash().equals(hash))
                    .map(row -> new GrantMatch(
                            withItsApp(row.grant()),
                            new Secret(hash, row.code().issued(), row.end()),
                            row.used(),
                            null))
                    .findFirst();
        }

        @Override
        public boolean redeem(UUID id, String codeHash, String family, Secret refresh) {
            Row row = grants.get(id);
            if (row == null
                    || row.used()
                    || row.code() == null
                    || !row.code().hash().equals(codeHash)) {
                return false;
            }
            grants.put(id, new Row(row.grant(), refresh.end(), null, row.code(), true, family, refresh));
            return true;
        }

        @Override
        public Optional<GrantMatch> byFamily(String hash) {
            return grants.values().stream()
                    .filter(row -> hash.equals(row.family()) && row.refresh() != null)
                    .map(row -> new GrantMatch(withItsApp(row.grant()), row.refresh(), false, row.before()))
                    .findFirst();
        }

        @Override
        public boolean renew(UUID id, String refreshHash, Secret refresh) {
            Row row = grants.get(id);
            if (row == null || row.refresh() == null || !row.refresh().hash().equals(refreshHash)) {
                return false;
            }
            grants.put(
                    id,
                    new Row(row.grant(), refresh.end(), null, row.code(), true, row.family(), refresh, refreshHash));
            return true;
        }

        @Override
        public Optional<Grant> open(UUID id, Instant now) {
            return Optional.ofNullable(grants.get(id))
                    .filter(row -> row.family() != null && row.end().isAfter(now))
                    .map(row -> withItsApp(row.grant()));
        }

        @Override
        public void end(UUID id) {
            grants.remove(id);
        }
    }
}
