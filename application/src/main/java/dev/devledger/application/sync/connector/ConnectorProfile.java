package dev.devledger.application.sync.connector;

import java.util.List;
import java.util.Map;

/**
 * What people are told of a connector (docs/contract.md, section 6).
 *
 * @param scope what of the account is kept in step, such as {@code list:Dev Projects}
 * @param holds the fields of projects and tasks that the service can hold, by their names in REST
 * @param settings as they are in effect, by their names after the connector's; no secrets
 */
public record ConnectorProfile(String scope, List<String> holds, Map<String, String> settings) {}
