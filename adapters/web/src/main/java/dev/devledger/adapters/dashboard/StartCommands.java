package dev.devledger.adapters.dashboard;

import dev.devledger.adapters.dashboard.frame.OwnerTokenFile;

/** Commands to copy from the start page. The token stays in its file. */
record StartCommands(String server, OwnerTokenFile token) {
    String mcp() {
        return server + "/mcp";
    }

    String addAgent() {
        return "claude mcp add --transport http devledger " + mcp() + " --header \"" + authorization() + "\"";
    }

    String firstProject() {
        return "curl " + server + "/api/projects -H \"" + authorization()
                + "\" -H \"Content-Type: application/json\" -d '{\"name\": \"My first project\"}'";
    }

    private String authorization() {
        return "Authorization: Bearer $(cat " + token.quoted() + ")";
    }
}
