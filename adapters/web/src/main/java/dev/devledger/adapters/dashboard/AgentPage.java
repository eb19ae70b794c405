package dev.devledger.adapters.dashboard;

import dev.devledger.adapters.dashboard.frame.Frame;
import dev.devledger.adapters.dashboard.frame.Frame.Frames;
import dev.devledger.adapters.dashboard.frame.LastLook;
import dev.devledger.adapters.dashboard.frame.PagePorts.OwnerTokenFile;
import dev.devledger.adapters.dashboard.frame.PageQuery;
import dev.devledger.adapters.dashboard.frame.ShownInstant;
import dev.devledger.adapters.dashboard.keeping.AgentCards;
import dev.devledger.adapters.dashboard.keeping.AgentWorkPart;
import dev.devledger.adapters.html.Templates;
import dev.devledger.adapters.html.Templates.BaseAddress;
import dev.devledger.application.Attention;
import dev.devledger.application.Attention.EndedClaim;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.util.UriUtils;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** The page of agents: a card for each agent, the work of all, and the commands to connect another agent. */
@Controller
record AgentPage(
        AgentCards cards, AgentWorkPart work, Attention attention, Frames frames, OwnerTokenFile token, Clock clock) {
    /** The most ended claims that are shown. */
    private static final int ENDED = 50;

    /** @param ended the claims that have ended lately */
    record View(
            Frame frame,
            AgentCards.View cards,
            List<EndedClaimView> ended,
            AgentWorkPart.View work,
            StartCommands commands) {}

    /** @param isNew true if the claim ended after the user's last look at the page */
    record EndedClaimView(EndedClaim claim, ShownInstant until, boolean isNew) {}

    @GetMapping(path = "/agents", produces = MediaType.TEXT_HTML_VALUE)
    void show(@RequestParam Map<String, String> parameters, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        Instant now = clock.instant();
        Instant before = LastLook.AGENTS.look(request, response, now);
        Frame frame = frames.of("Agents – Devledger", "/agents", null, request);
        PageQuery asked = new PageQuery("/agents", parameters);
        View view = new View(
                frame,
                cards.of(asked),
                attention.endedClaims(now.minus(LastLook.LONGEST), ENDED).stream()
                        .map(each -> new EndedClaimView(
                                each,
                                new ShownInstant(each.until(), now),
                                each.until().isAfter(before)))
                        .toList(),
                work.of(asked, frame),
                new StartCommands(BaseAddress.of(request), token));
        Templates.write(Templates.render("dashboard/agents.jte", view), response);
    }

    /**
     * Redirects to the page of all agents, with the client as a parameter: a client's name has slashes, such as {@code
     * claude-code/2.1}.
     */
    @GetMapping(path = "/agents/{*client}", produces = MediaType.TEXT_HTML_VALUE)
    void ofOne(@PathVariable("client") String path, HttpServletResponse response) {
        String client = path.substring(1);
        response.setStatus(HttpServletResponse.SC_FOUND);
        response.setHeader(
                "Location", new PageQuery("/agents", Map.of()).with("client", client.isBlank() ? null : client));
    }

    /** The commands to copy from the start page, and links. They do not contain the token, which stays in its file. */
    record StartCommands(String server, OwnerTokenFile token) {
        private static final JsonMapper JSON = JsonMapper.builder().build();
        private static final String AUTHORIZATION = "Authorization";

        String mcp() {
            return server + "/mcp";
        }

        String addAgent() {
            return "claude mcp add --transport http devledger " + mcp() + " --header \"" + authorization() + "\"";
        }

        /** Returns a link that adds this server to Cursor, which takes the token from the environment. */
        String cursor() {
            String config = JSON.createObjectNode()
                    .put("url", mcp())
                    .set("headers", JSON.createObjectNode().put(AUTHORIZATION, "Bearer ${env:DEVLEDGER_TOKEN}"))
                    .toString();
            return "cursor://anysphere.cursor-deeplink/mcp/install?name=devledger&config="
                    + UriUtils.encode(
                            Base64.getEncoder().encodeToString(config.getBytes(StandardCharsets.UTF_8)),
                            StandardCharsets.UTF_8);
        }

        /** Returns a link that adds this server to VS Code, which asks for the token once. */
        String vsCode() {
            ObjectNode config = JSON.createObjectNode()
                    .put("name", "devledger")
                    .put("type", "http")
                    .put("url", mcp());
            config.putObject("headers").put(AUTHORIZATION, "Bearer ${input:devledger-token}");
            config.putArray("inputs")
                    .addObject()
                    .put("type", "promptString")
                    .put("id", "devledger-token")
                    .put("description", "A token of Devledger")
                    .put("password", true);
            return "vscode:mcp/install?" + UriUtils.encode(config.toString(), StandardCharsets.UTF_8);
        }

        String firstProject() {
            return "curl " + server + "/api/projects -H \"" + authorization()
                    + "\" -H \"Content-Type: application/json\" -d '{\"name\": \"My first project\"}'";
        }

        private String authorization() {
            return AUTHORIZATION + ": Bearer $(cat " + token.quoted() + ")";
        }
    }
}
