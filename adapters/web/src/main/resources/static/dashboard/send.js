// What a page asks of the API and sends to it. The same write is never under way twice, and one whose answer was lost is sent again under the
// same key: whoever presses once more changes nothing twice.
"use strict";

const cookie = (name) =>
  decodeURIComponent((document.cookie.split("; ").find((each) => each.startsWith(name + "=")) || "=").split("=")[1]);

/** What a write is known by where it is sent again; a page without TLS has no randomUUID. */
const newKey = () => (crypto.randomUUID ? crypto.randomUUID() : String(Math.random()).slice(2) + Date.now());

/** The keys of those writes of which nobody knows whether they came through. */
const unanswered = new Map();

/** Where nothing was typed, the page that came since says whether it was done: who presses then means it anew. */
document.addEventListener("fresh", () => {
  for (const [write, { typed }] of unanswered) if (!typed && !underWay.has(write)) unanswered.delete(write);
});
const underWay = new Map();

/** Nothing is shown of what is quick. */
const QUICK = 150;

/** A thin line at the top says that something is waited for. */
async function waiting(work) {
  const line = setTimeout(() => document.documentElement.classList.add("waiting"), QUICK);
  try {
    return await work();
  } finally {
    clearTimeout(line);
    document.documentElement.classList.remove("waiting");
  }
}

/** In milliseconds. What is only looked at is asked for in vain by then. */
const LOOK = 10_000;

/** A whole sync, or an undo of very much, may take minutes; a connection that was lost without a word takes for ever. */
const WRITE = 300_000;

/** What the ledger has now. */
async function read(path, signal = AbortSignal.timeout(LOOK)) {
  const answer = await fetch(path, { headers: { Accept: "application/json" }, signal }).catch(() => null);
  if (answer?.status === 401) throw loggedOut();
  const json = await answer?.json().catch(() => null);
  if (answer && !answer.ok) throw new Error(words(json || {}, answer.status));
  if (!json) throw new Error("The server cannot be reached. Try again in a moment.");
  return json;
}

/** Sends a change; the answer is what came, and the change set that it made. */
function send(method, path, body, version) {
  const write = JSON.stringify([method, path, body, version]);
  if (!underWay.has(write))
    underWay.set(write, waiting(() => sendOnce(write, method, path, body, version)).finally(() => underWay.delete(write)));
  return underWay.get(write);
}

async function sendOnce(write, method, path, body, version) {
  const key = unanswered.get(write)?.key || newKey();
  unanswered.set(write, { key, typed: Object.keys(body || {}).length > 0 });
  const headers = { Accept: "application/json", "X-XSRF-TOKEN": cookie("XSRF-TOKEN"), "Idempotency-Key": key };
  if (body !== undefined) headers["Content-Type"] = "application/json";
  if (version) headers["If-Match"] = `"${version}"`;
  const signal = AbortSignal.timeout(WRITE);
  const ask = () => fetch(path, { method, headers, body: body === undefined ? undefined : JSON.stringify(body), signal });
  const answer = await ask().catch(ask).catch(() => null);
  if (!answer) throw noAnswer(signal.aborted ? "The server did not answer within five minutes." : "The server cannot be reached.");
  const json = jsonOf(await answer.text().catch(() => ""));
  if (answer.ok && json) {
    unanswered.delete(write);
    return { json, changeSet: answer.headers.get("X-Change-Set") };
  }
  if (!json || [502, 503, 504].includes(answer.status))
    throw noAnswer(words(json || {}, answer.status), json || {}, answer.status);
  unanswered.delete(write);
  if (answer.status === 401) throw loggedOut();
  throw Object.assign(new Error(words(json, answer.status)), { problem: json, status: answer.status });
}

/** Null where it is none, as of what stands before the server and answers for it. */
function jsonOf(text) {
  try {
    return text ? JSON.parse(text) : {};
  } catch {
    return null;
  }
}

const noAnswer = (why, problem = {}, status = 0) =>
  Object.assign(new Error(`${why} Your input is kept. Try again in a moment: Devledger does nothing twice.`), { problem, status, why });

/** The page is not left, as what was typed is in it. */
const loggedOut = () =>
  Object.assign(new Error("You are no longer logged in. Your input is kept: log in, then try again."), {
    status: 401,
    problem: {},
    why: "You are no longer logged in.",
  });

/** What a page says instead of what the API tells programs, by the kind of the problem. Instants become times where they are shown. */
const OF_PEOPLE = {
  claimed: ({ claims, task, holder, until }) =>
    claims?.join(" ") ??
    `${task ? `This would also change ${task}, which is` : "The task is"} claimed by ${holder} until ${until}.`,
  // Of what has no versions, such as a file, its own words say what to do.
  stale: ({ changedSince, stale }) => (changedSince || stale ? "It was changed after you opened it." : null),
  later_edits: () => "Later changes prevent the undo. Nothing was undone.",
};

/** A sentence on where programs find more; whoever reads it is on a page that has it. */
const FOR_PROGRAMS = /(?<=\.) GET \/api\/[^.]*\./g;

function words(problem, status) {
  const own = OF_PEOPLE[problem.type?.split(":").at(-1)]?.(problem);
  const detail = own || problem.detail?.replace(FOR_PROGRAMS, "");
  const fields = (problem.errors || []).map((each) => `${fieldWord(each.field)}: ${each.message}`);
  const since = (problem.changedSince || []).map((each) => `${each.agent || each.actor}: ${each.summary}`);
  return [detail || `The server answered ${status}.`, ...fields, ...since].join(" ");
}
