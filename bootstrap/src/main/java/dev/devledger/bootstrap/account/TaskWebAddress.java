package dev.devledger.bootstrap.account;

import dev.devledger.domain.sync.content.RemoteTask.RemoteRef;
import java.net.URI;
import java.util.function.Function;

/**
 * Returns the web address of a task, on the site that belongs to the configured API: its host is the API's host without
 * {@code api.}. So the address for {@code api.dida365.com} is on {@code dida365.com} (docs/ticktick.md, section 1).
 */
public final class TaskWebAddress implements Function<RemoteRef, String> {
    private static final String API = "api.";

    private final String site;

    public TaskWebAddress(URI apiUrl) {
        String server = String.valueOf(apiUrl.getRawAuthority());
        this.site = apiUrl.getScheme() + "://" + (server.startsWith(API) ? server.substring(API.length()) : server);
    }

    @Override
    public String apply(RemoteRef task) {
        return site + "/webapp/#p/" + task.list() + "/tasks/" + task.id();
    }
}
