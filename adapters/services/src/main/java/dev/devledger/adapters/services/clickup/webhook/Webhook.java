package dev.devledger.adapters.services.clickup.webhook;

import dev.devledger.application.connection.SecretStore;
import dev.devledger.application.sync.connector.ConnectedAccount;
import java.util.Optional;

/**
 * The webhook that is registered for us. It is kept encrypted: who knows its secret can make us look.
 *
 * @param secret signs its deliveries
 */
record Webhook(String id, String secret) {

    static Optional<Webhook> of(SecretStore secrets, ConnectedAccount account) {
        return secrets.get(name(account)) instanceof SecretStore.Lookup.Opened(var text) && text.contains("\n")
                ? Optional.of(
                        new Webhook(text.substring(0, text.indexOf('\n')), text.substring(text.indexOf('\n') + 1)))
                : Optional.empty();
    }

    void keep(SecretStore secrets, ConnectedAccount account) {
        secrets.put(name(account), id + "\n" + secret);
    }

    private static String name(ConnectedAccount account) {
        return account.connector() + "/" + account.account() + "/webhook";
    }

    /** Without the secret. */
    @Override
    public String toString() {
        return "Webhook[" + id + "]";
    }
}
