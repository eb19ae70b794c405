// The SDK's two generations behind one face: what differs between them is here, and nowhere in the stories.
import { Client as FirstClient } from '@modelcontextprotocol/sdk/client/index.js';
import { StreamableHTTPClientTransport as FirstTransport } from '@modelcontextprotocol/sdk/client/streamableHttp.js';
import {
  Client as SecondClient,
  ResourceNotFoundError,
  StreamableHTTPClientTransport as SecondTransport,
} from '@modelcontextprotocol/client';

const url = new URL(needed('DEVLEDGER_URL'));
const headers = { Authorization: `Bearer ${needed('DEVLEDGER_TOKEN')}` };

export const version = '1.2.3';

/** What a client is called in the ledger's history: one of each generation, and of the second one in each mode. */
export const names = {
  first: 'first-generation',
  legacy: 'second-generation-legacy',
  auto: 'second-generation-auto',
  pinned: 'second-generation-pinned',
};

export async function openFirst() {
  const client = new FirstClient({ name: names.first, version });
  const transport = new FirstTransport(url, { requestInit: { headers } });
  await client.connect(transport);
  return opened(client, transport, (params, options) => client.callTool(params, undefined, options));
}

/**
 * @param name of the client
 * @param mode legacy, auto, or { pin }
 */
export async function openSecond(name, mode) {
  const client = new SecondClient({ name, version }, { versionNegotiation: { mode } });
  const transport = new SecondTransport(url, { requestInit: { headers } });
  await client.connect(transport);
  return opened(client, transport, (params, options) => client.callTool(params, options));
}

async function opened(client, transport, callTool) {
  // The SDK holds each answer against the tool's output schema, once it has seen the schema.
  const { tools } = await client.listTools();
  return {
    client,
    tools,
    session: transport.sessionId,
    call: (name, args = {}, options) => callTool({ name, arguments: args }, options),
    async close() {
      await transport.terminateSession();
      await client.close();
    },
    /** Without a word to the server, as when a laptop is closed. */
    drop: () => client.close(),
  };
}

/** The HTTP status that an error of either generation came of. */
export const statusOf = error => error.status ?? error.code;

/** The second generation gives -32002 a class, and the number of the next protocol. */
export const isResourceNotFound = error => error.code === -32002 || error instanceof ResourceNotFoundError;

/** What stands in for TickTick takes that long for each of its next answers; without millis all is well again. */
export async function slowTickTick(millis) {
  const answer = await fetch(new URL('/sandbox/ticktick/faults', url), {
    method: millis ? 'POST' : 'DELETE',
    headers: { ...headers, 'Content-Type': 'application/json' },
    body: millis && JSON.stringify({ fault: 'delay', times: 10, path: '', millis }),
  });
  if (!answer.ok) {
    throw new Error(`${answer.status} ${await answer.text()}`);
  }
}

function needed(name) {
  const value = process.env[name];
  if (!value) {
    throw new Error(`${name} is not set`);
  }
  return value;
}
