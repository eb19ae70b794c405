package dev.devledger.application.connection;

import dev.devledger.application.connection.AccountTokens.SameOwner.OwnerLookup;
import dev.devledger.application.connection.OAuthService.AuthorizationServer;
import dev.devledger.application.connection.OAuthService.OAuthApplication;
import java.net.URI;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A server that grants as the test says, and remembers its requests. */
final class MemoryServer implements AuthorizationServer, OwnerLookup {
    private static final URI PAGE = URI.create("https://ticktick.example/authorize");
    private static final OAuthService SERVICE = new OAuthService(
            "ticktick",
            "TickTick",
            new OAuthApplication("the-id", null, null),
            PAGE,
            List.of(),
            true,
            new OAuthService.TokenEndpoint(PAGE, OAuthService.TokenRequest.BASIC, true, null));

    final List<String> asked = Collections.synchronizedList(new ArrayList<>());
    final Map<String, Owner> owners = new HashMap<>();
    Grant exchanged = new Grant.NoAnswer("not told yet");
    Grant renewed = new Grant.NoAnswer("not told yet");
    Runnable onRenew = () -> {};

    @Override
    public OAuthService service() {
        return SERVICE;
    }

    @Override
    public URI page(String state, String challenge, URI back) {
        return URI.create(PAGE + "?state=" + state + "&challenge=" + challenge);
    }

    @Override
    public Grant exchange(String code, String verifier, URI back) {
        asked.add("exchange " + code + " " + verifier + " " + back);
        return exchanged;
    }

    @Override
    public Grant renew(String renewal) {
        asked.add("renew " + renewal);
        onRenew.run();
        return renewed;
    }

    @Override
    public Owner owner(String token) {
        asked.add("owner " + token);
        return owners.getOrDefault(token, new Owner.HiddenOwner());
    }

    List<String> asked(String word) {
        return asked.stream().filter(each -> each.startsWith(word + " ")).toList();
    }
}
