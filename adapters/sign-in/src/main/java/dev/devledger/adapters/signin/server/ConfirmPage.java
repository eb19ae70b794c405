package dev.devledger.adapters.signin.server;

import dev.devledger.adapters.html.CsrfField;
import dev.devledger.adapters.html.Templates;
import dev.devledger.application.access.AccessRules;
import dev.devledger.application.access.RecentLogin;
import dev.devledger.application.signin.Grant;
import dev.devledger.application.signin.Grants;
import dev.devledger.application.signin.OAuthApps;
import dev.devledger.application.signin.RedirectRule;
import dev.devledger.domain.access.Scope;
import dev.devledger.domain.shared.Rejection;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** Where the owner reads who asks for what, and says yes, or yes to a part, or no. */
@Controller
record ConfirmPage(Grants grants, OAuthApps apps, AccessRules access, RecentLogin login) {
    /** Of a request: to where the form on the page may lead. */
    static final String LEADS_TO = ConfirmPage.class.getName();

    @GetMapping(AuthorizationPaths.CONFIRM)
    void show(@RequestParam(defaultValue = "") String state, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        Grant grant = grants.asked(state)
                .orElseThrow(() -> Rejection.of(
                        Rejection.Code.NOT_FOUND,
                        "No app waits for this any more: it was answered, or ten minutes have passed. Go back to the"
                                + " app and begin again there."));
        request.setAttribute(LEADS_TO, RedirectRule.origin(grant.redirect()));
        ConfirmView view = new ConfirmView(
                grant.app().id().toString(),
                grant.app().name(),
                apps.actor(grant.app()),
                RedirectRule.shown(grant.redirect()),
                RedirectRule.isOnThisMachine(grant.redirect()),
                grant.wish().resource(),
                state,
                scopes(grant),
                ConfirmGuard.session().filter(login::isTooOld).isPresent(),
                CsrfField.of(request));
        Templates.write(Templates.render("signin/server/confirm.jte", view), response);
    }

    /** In the order in which scopes are shown everywhere. */
    private List<ConfirmView.Asked> scopes(Grant grant) {
        return access.scopes().stream()
                .filter(scope -> grant.wish().scopes().contains(scope.word()))
                .map(scope -> new ConfirmView.Asked(scope.word(), meaning(scope), !scope.equals(Scope.ADMIN)))
                .toList();
    }

    private static String meaning(Scope scope) {
        return switch (scope.word()) {
            case "read" -> "see projects, tasks, time and the history";
            case "write" -> "create, change and delete projects, tasks and time; each change can be undone";
            case "sync" -> "run the sync, and decide what it leaves to people";
            case "admin" -> "everything else that the owner can do: make tokens, import, restore, let apps in";
            default -> "change things in " + scope.word() + " directly, which the ledger neither sees nor can undo";
        };
    }
}
