// The page of the tool show in a host of MCP Apps. It has no network: it puts in what the server rendered, and what is pressed calls a
// tool through the host.
"use strict";

const SHOWN = "dev.devledger/show";
const PROTOCOL = "2026-01-26";

/** The longest wait for an answer, in milliseconds. A host may ask the person meanwhile. */
const PATIENCE = 180_000;

/** So many conflicts are resolved by one call. */
const BATCH = 50;

const part = (id) => document.getElementById(id);
const [app, view, said] = ["app", "view", "said"].map(part);
const reloading = part("reload");

const state = { capabilities: {}, context: {}, agent: "user", data: null, busy: false, readOnly: false, done: [] };

// Messages

const pending = new Map();
let last = 0;

const send = (message) => window.parent.postMessage({ jsonrpc: "2.0", ...message }, "*");

function request(method, params) {
  const id = ++last;
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => {
      pending.delete(id);
      reject(new Error("No answer came."));
    }, PATIENCE);
    pending.set(id, { resolve, reject, timer });
    send({ id, method, params });
  });
}

const ASKED = ["ping", "ui/resource-teardown"];

const told = {
  "ui/notifications/tool-result": (result) => {
    clearNotice();
    take(result);
  },
  "ui/notifications/tool-cancelled": () => line("The call was cancelled. Ask the agent to show it again."),
  "ui/notifications/host-context-changed": (changed) => {
    Object.assign(state.context, changed);
    dress();
  },
};

window.addEventListener("message", ({ source, data }) => {
  if (source !== window.parent || data?.jsonrpc !== "2.0") return;
  if (data.method === undefined) answered(data);
  else if (data.id === undefined) told[data.method]?.(data.params ?? {});
  else if (ASKED.includes(data.method)) send({ id: data.id, result: {} });
  else send({ id: data.id, error: { code: -32601, message: "Method not found" } });
});

function answered({ id, result, error }) {
  const waiting = pending.get(id);
  if (!waiting) return;
  pending.delete(id);
  clearTimeout(waiting.timer);
  if (error) waiting.reject(new Error(error.message || "The host refused the call."));
  else waiting.resolve(result ?? {});
}

// What the host says of its look: its colours in place of those of the pages

const COLOURS = {
  "--paper": "--color-background-primary",
  "--raised": "--color-background-secondary",
  "--sunk": "--color-background-tertiary",
  "--ink": "--color-text-primary",
  "--faint": "--color-text-secondary",
  "--line": "--color-border-secondary",
  "--edge": "--color-border-primary",
};

function dress() {
  const { theme, styles, safeAreaInsets } = state.context;
  const { style } = document.documentElement;
  style.colorScheme = theme === "dark" || theme === "light" ? theme : "light dark";
  const given = styles?.variables ?? {};
  for (const [name, value] of Object.entries(given)) {
    if (name.startsWith("--font-") && typeof value === "string") style.setProperty(name, value);
  }
  for (const [ours, theirs] of Object.entries(COLOURS)) {
    if (typeof given[theirs] === "string") style.setProperty(ours, given[theirs]);
  }
  for (const side of ["top", "right", "bottom", "left"]) style.setProperty(`--inset-${side}`, `${Number(safeAreaInsets?.[side]) || 0}px`);
}

// The view

const PRESSED = "[data-claim], [data-undo], [data-choose], [data-many], [data-entry-new], [data-entry-edit]";

const canPress = () => Boolean(state.capabilities.serverTools) && !state.readOnly;

/** Gives what was rendered its buttons: those that a tool carries out, where the host runs tools. */
function enable() {
  const can = canPress();
  for (const each of view.querySelectorAll(PRESSED)) {
    each.hidden = !can;
    each.classList.remove("scripted");
    each.removeAttribute("aria-keyshortcuts");
    const mine = each.dataset.holder === state.agent;
    if (mine) {
      each.setAttribute("aria-label", each.getAttribute("aria-label").replace("Take over", "Release"));
      each.textContent = "Release";
    }
  }
  for (const box of view.querySelectorAll("[data-task]")) box.disabled = !can || box.checked;
  for (const link of view.querySelectorAll("a[href]")) {
    if (!/^https?:/.test(link.getAttribute("href")) || !state.capabilities.openLinks) link.removeAttribute("href");
  }
  for (const ask of view.querySelectorAll("[data-ask]")) ask.hidden = Boolean(state.capabilities.serverTools);
  part("rights").hidden = !state.readOnly;
  reloading.hidden = !state.capabilities.serverTools || !state.data;
}

/** Puts rendered parts in; what had the focus has it again. */
function place(html) {
  const at = focusOf(document.activeElement);
  view.replaceChildren(...new DOMParser().parseFromString(html, "text/html").body.childNodes);
  enable();
  if (at) [...view.querySelectorAll("button, input")].find((each) => focusOf(each) === at)?.focus({ preventScroll: true });
}

const focusOf = (element) => (view.contains(element) ? (element.getAttribute("aria-label") ?? element.textContent) : "");

function line(text) {
  const said = Object.assign(document.createElement("p"), { className: "hint", textContent: text });
  state.data = null;
  view.replaceChildren(said);
  enable();
}

const textOf = (result) => (result?.content ?? []).filter(({ type }) => type === "text").map(({ text }) => text).join("\n");

function shownIn(result) {
  const data = result?._meta?.[SHOWN];
  return !result?.isError && typeof data?.html === "string" ? data : null;
}

function whyNot(result) {
  const text = result?.isError && plain(textOf(result).replace(PROBLEM, ""));
  return text ? sentence(text) : "There is nothing to show in this answer. Ask the agent to say it in words.";
}

function take(result) {
  const data = shownIn(result);
  if (!data) return line(whyNot(result));
  state.data = data;
  state.readOnly = data.readOnly === true;
  place(data.html);
}

/** Asks for the view as it is now. */
const again = () => {
  const { view: name, project, change_sets, day } = state.data;
  return request("tools/call", { name: "show", arguments: { view: name, project, change_sets, day } });
};

async function reload() {
  busy("Reading the ledger");
  try {
    const result = await again();
    if (shownIn(result)) {
      clearNotice();
      take(result);
      reloading.focus();
      said.textContent = "This is how it is now.";
    } else tell("bad", whyNot(result), [["Try again", reload]]);
  } catch (lost) {
    tell("bad", sentence(lost.message), [["Try again", reload]]);
  }
}

// What is told

const capital = (text) => text.charAt(0).toUpperCase() + text.slice(1);
const sentence = (text) => (/[.!?…]$/.test(text) || !text ? capital(text) : `${capital(text)}.`);

/** @param acts what can be pressed: each a label, what it does, and a class if it has one */
function tell(tone, text, acts = []) {
  const words = Object.assign(document.createElement("bdi"), { textContent: text });
  const buttons = acts.map(([label, press, className = ""]) => {
    const button = Object.assign(document.createElement("button"), { type: "button", textContent: label, className });
    button.addEventListener("click", () => state.busy || press());
    return button;
  });
  const notice = part("notice");
  notice.replaceChildren(words, ...buttons);
  Object.assign(notice, { className: tone, hidden: false });
  said.textContent = text;
  state.busy = false;
  app.setAttribute("aria-busy", "false");
  notice.focus();
}

function clearNotice() {
  state.busy = false;
  part("notice").hidden = true;
  app.setAttribute("aria-busy", "false");
}

function busy(doing) {
  tell("", `${doing}…`);
  state.busy = true;
  app.setAttribute("aria-busy", "true");
}

/** Tells the model what the user did. Each such message replaces the last one, so it tells all of it. */
function report(what) {
  state.done.push(what);
  if (!state.capabilities.updateModelContext) return;
  const text = `The user, on the page of Devledger, ${state.done.slice(-20).join("; ")}.`;
  request("ui/update-model-context", { content: [{ type: "text", text }] }).catch(() => {});
}

/** The word before the sentence of a refusal. */
const PROBLEM = /^([a-z_]+): /;

/** What a tool says to a model, without what a model is to call next. */
function plain(text) {
  return text
    .replace(/\s*(Choose other tasks or wait|Ask the user, then call|Give force=true|Call [a-z]+_[a-z_]+)[^.]*\./g, "")
    .replace(/force=true does not help here\. First do/g, "First do")
    .replace(/With force=true,?/g, "If you do it anyway,")
    .trim();
}

// Calls

/** The keys of calls whose answer was lost: the same call again is the same key again. */
const keys = new Map();

function uuid() {
  if (crypto.randomUUID) return crypto.randomUUID();
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = (bytes[6] & 15) | 64;
  bytes[8] = (bytes[8] & 63) | 128;
  const hex = [...bytes].map((each) => each.toString(16).padStart(2, "0")).join("");
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})/, "$1-$2-$3-$4-");
}

/**
 * Calls a tool that writes, after a press, and shows the view as it is then.
 *
 * @param deed {@code tool}, {@code args}, {@code versions}, {@code reason}; {@code doing} while it runs, {@code verb} on the second
 *     press; {@code words} of what was done and {@code report} of it for the model; {@code next}, which is done after it; {@code stays}
 *     where the view tells what was before
 */
async function write(deed) {
  const { tool, args, versions, reason } = deed;
  const known = Object.entries(versions ?? {}).filter(([, version]) => Number.isInteger(version));
  const call = { ...args, reason, agent: state.agent, ...(known.length ? { expected_version: Object.fromEntries(known) } : {}) };
  const same = JSON.stringify([tool, call]);
  const key = keys.get(same) ?? uuid();
  keys.set(same, key);
  busy(deed.doing);
  let result;
  try {
    result = await request("tools/call", { name: tool, arguments: { ...call, idempotency_key: key } });
  } catch (lost) {
    tell("bad", `${sentence(lost.message)} It may have been done; trying again does nothing twice.`, [["Try again", () => write(deed)]]);
    return;
  }
  if (result.isError) {
    refused(deed, textOf(result), same);
    return;
  }
  keys.delete(same);
  const changeSet = result.structuredContent?.changeSet || /change set ([0-9a-f-]{36})/.exec(textOf(result))?.[1];
  report(`${deed.report}${changeSet ? ` (change set ${changeSet})` : ""}`);
  if (deed.next) {
    await write(deed.next);
    return;
  }
  if (deed.stays) dropUndo();
  else {
    const now = await again().catch(() => null);
    if (shownIn(now)) take(now);
  }
  tell("good", `${deed.words}${deed.stays && changeSet ? ` in change set ${changeSet}` : ""}.`, changeSet && deed.back ? [["Take back", () => write(takeBack(changeSet, deed))]] : []);
}

/** What the notice offers instead. */
function dropUndo() {
  for (const each of view.querySelectorAll("[data-undo], .wrong")) each.remove();
}

const UNDO = { tool: "undo_changes", verb: "undo" };

const takeBack = (changeSet, { back, stays }) => ({
  ...UNDO, stays, args: { change_sets: [changeSet] }, doing: "Undoing", words: "Undone", reason: `The user took back ${back}`, report: `took back ${back}`,
});

function refused(deed, text, same) {
  const problem = PROBLEM.exec(text)?.[1];
  const detail = text.replace(PROBLEM, "");
  if (deed.stays) dropUndo();
  const passing = ["unavailable", "internal", "rate_limited"].includes(problem);
  if (!passing) keys.delete(same);
  const more = (label, given) => [[label, () => write({ ...deed, args: { ...deed.args, ...given } }), "danger"]];
  const why = sentence(plain(detail)) || "It was refused.";
  const forced = /force=true(?! does not help)/.test(detail) && !deed.args.force;
  if (problem === "confirm_required") tell("", why, more(`Yes, ${deed.verb}`, { confirm: true }));
  else if (problem === "claimed" || problem === "later_edits") tell("", why, forced ? more(`${capital(deed.verb)} anyway`, { force: true, confirm: true }) : [["Reload", reload]]);
  else if (problem === "stale") tell("", `It was changed in the meantime. Nothing was written. ${why}`, [["Reload", reload]]);
  else if (problem === "declined") tell("", "You said no. Nothing was written.");
  else if (problem === "read_only" || problem === "forbidden") {
    state.readOnly = true;
    enable();
    tell("bad", why);
  } else tell("bad", why, [passing ? ["Try again", () => write(deed)] : ["Reload", reload]]);
}

// The board

const rowOf = (element) => element.closest("li").querySelector("[data-line]").dataset;
const one = (key, version) => ({ versions: { [key]: Number(version) } });

function complete(box) {
  const { line: key, version } = rowOf(box);
  box.checked = false;
  const what = `completing ${key}`;
  write({
    tool: "complete_tasks", args: { tasks: [key] }, ...one(key, version), reason: "The user completed it on the board",
    doing: `Completing ${key}`, verb: "complete it", words: `${key} is completed`, report: `completed ${key}`, back: what,
  });
}

/** What is done with a claim by a press. */
const CLAIMS = {
  Claim: ["Claiming", "claimed", "is yours", (key) => ({ tasks: [key] })],
  "Take over": ["Taking over", "took over", "is yours", (key) => ({ release: [key], tasks: [key] })],
  Release: ["Releasing", "released", "is free again", (key) => ({ release: [key] })],
};

function claim(button) {
  const { line: key, version } = rowOf(button);
  const [doing, past, now, args] = CLAIMS[button.textContent];
  write({
    tool: "claim_tasks", args: args(key), ...one(key, version), reason: `The user ${past} the task on the board`,
    doing: `${doing} ${key}`, verb: button.textContent.toLowerCase(), words: `${key} ${now}`, report: `${past} ${key}`,
  });
}

// An undo

function undo({ dataset }) {
  const sets = state.data.change_sets;
  const which = sets.length === 1 ? `change set ${sets[0]}` : `${sets.length} change sets`;
  write({
    ...UNDO, stays: true, args: { change_sets: sets, ...(dataset.force ? { force: true, confirm: true } : {}) },
    reason: dataset.force ? "The user undid it, later changes too" : "The user undid it",
    doing: `Undoing ${which}`, words: "Undone", report: `undid ${which}`, back: `the undo of ${which}`,
  });
}

// Dialogs: the host's frame may not send forms, so their buttons are heard and not their forms

/** What the open dialog saves. */
let saves = null;

function open(id, beside, save) {
  const box = part(id);
  saves = save;
  box.querySelector("[data-error]").textContent = "";
  beside.closest("section").append(box);
  box.show();
  return box;
}

function shut(box) {
  box.close();
  view.querySelector(`[data-opened]`)?.focus();
}

// Conflicts

const isSame = (one, other) => one === other || (one.dataset.field && keyOf(one) === keyOf(other) && one.dataset.field === other.dataset.field);
const keyOf = (section) => section.querySelector("h2 .key").textContent;
const sectionsOf = () => [...view.querySelectorAll("[data-conflict]")];

/** Resolves some conflicts. Those of one task or project go one by one: the ledger decides on each by what it knows of it. */
function settle(conflicts, choice, words) {
  const batch = [];
  const rest = [];
  for (const each of conflicts) {
    if (batch.some((other) => isSame(each, other))) continue; // the same choice resolves it
    (batch.length < BATCH && !batch.some((other) => keyOf(other) === keyOf(each)) ? batch : rest).push(each);
  }
  return {
    tool: "resolve_sync_conflicts",
    args: { resolutions: batch.map(({ dataset }) => ({ conflict: dataset.conflict, ...choice })) },
    reason: `The user chose ${choice.choose === "value" ? "a value" : choice.choose}`,
    doing: batch.length === 1 ? `Resolving ${keyOf(batch[0])}` : `Resolving ${batch.length} conflicts`,
    verb: "resolve it",
    words: words.replace(/\.$/, ""),
    report: batch.map((each) => `resolved ${keyOf(each)} ${each.dataset.field ?? ""}: ${choice.choose}`).join("; "),
    next: rest.length ? settle(rest, choice, words) : null,
  };
}

const lines = (text) => text.split("\n").map((each) => each.trim()).filter(Boolean);
const check = (each) => ({ title: each.replace(/^\[[ xX]?\]\s*/, ""), done: /^\[[xX]\]/.test(each) });

/** A third value as the tool takes it: JSON where it is no text. */
const TYPED = { items: (text) => JSON.stringify(lines(text)), checks: (text) => JSON.stringify(lines(text).map(check)), text: (text) => text };

/** At once where that is what the button says, and after one more question where more is at stake. */
function choose(button) {
  const { choose: word, value, effect, asks, form, proposal } = button.dataset;
  const conflict = button.closest("[data-conflict]");
  if (!asks) return write(settle([conflict], { choose: word }, effect));
  const box = open("decide", button, () => {
    const own = form ? TYPED[form](box.querySelector("textarea").value) : value;
    write(settle([conflict], own === undefined ? { choose: word } : { choose: word, value: own }, effect));
  });
  box.querySelector("[data-effects]").replaceChildren(Object.assign(document.createElement("li"), { textContent: effect }));
  box.querySelector("[data-third]").hidden = !form;
  const third = box.querySelector("textarea");
  third.value = proposal ?? "";
  (form ? third : box.querySelector("button")).focus();
}

function many({ dataset }) {
  const all = sectionsOf().filter((each) => each.querySelector("[data-pick-conflict]"));
  write(settle(all, { choose: dataset.many }, `${all.length} conflicts are resolved`));
}

// The time of a day, in the zone of the view

const zone = () => view.querySelector("[data-zone]").dataset.zone;

/** How far the zone is ahead of UTC at an instant, in milliseconds. */
function ahead(instant) {
  const options = { timeZone: zone(), hourCycle: "h23", year: "numeric", month: "numeric", day: "numeric", hour: "numeric", minute: "numeric", second: "numeric" };
  const parts = new Intl.DateTimeFormat("en-GB", options).formatToParts(instant);
  const is = Object.fromEntries(parts.map(({ type, value }) => [type, Number(value)]));
  return Date.UTC(is.year, is.month - 1, is.day, is.hour, is.minute, is.second) - Math.floor(instant / 1000) * 1000;
}

const localOf = (iso) => (iso ? new Date(Date.parse(iso) + ahead(Date.parse(iso))).toISOString().slice(0, 19) : "");

/** The instant of a local time; of an hour that comes twice the first. */
function instantOf(local) {
  const wall = Date.parse(`${local}Z`);
  const offset = ahead(wall - ahead(wall - 43_200_000));
  return new Date(wall - offset).toISOString().replace(".000", "");
}

/** Opens the form with an entry, or with the times of a new one. */
function openEntry(button, was, title) {
  const box = open("entry", button, () => saveEntry(box, was, before));
  box.querySelector("h2").textContent = title;
  const { elements } = box.querySelector("form");
  const before = { start: was.start, end: was.end ?? "", on: was.on ?? "", note: was.note ?? "", tags: was.tags ?? "" };
  for (const [name, value] of Object.entries(before)) elements[name].value = value;
  for (const name of ["start", "end"]) before[name] = elements[name].value;
  elements.billable.checked = before.billable = was.billable === true;
  elements[was.key ? "start" : "on"].focus();
}

function newEntry(button) {
  openEntry(button, { start: button.dataset.start, end: button.dataset.end }, "New time entry");
}

function editEntry(button) {
  const { key } = button.closest("[data-key]").dataset;
  const was = state.data.entries.find((each) => each.key === key);
  openEntry(button, { ...was, start: localOf(was.start), end: localOf(was.end) }, `Edit ${key}`);
}

/** Sends what was changed; of a new entry what was given. */
function saveEntry(box, { key, version }, before) {
  const { elements } = box.querySelector("form");
  const row = {};
  const clear = [];
  const set = (name, value) => (value === "" || value?.length === 0 ? key && clear.push(name) : (row[name] = value));
  const now = (name) => elements[name].value.trim();
  const isLeftOut = (name) => now(name) && localOf(instantOf(now(name))) !== now(name).padEnd(19, ":00");
  const isNew = (name) => (key ? now(name) !== before[name] : now(name) !== "");
  if (!now("start")) return wrong(box, "start", "Enter the start.");
  for (const name of ["start", "end"]) if (isLeftOut(name)) return wrong(box, name, "The clock leaves this time out on this day.");
  for (const name of ["start", "end"]) if (isNew(name)) set(name, now(name) && instantOf(now(name)));
  const on = now("on").toUpperCase();
  if (isNew("on")) set(on ? (on.startsWith("P") ? "project" : "task") : before.on.startsWith("P") ? "project" : "task", on);
  if (isNew("note")) set("note", now("note"));
  if (isNew("tags")) set("tags", now("tags").split(",").map((each) => each.trim()).filter(Boolean));
  if (elements.billable.checked !== before.billable) row.billable = elements.billable.checked;
  if (clear.length) row.clear = clear;
  if (!Object.keys(row).length) return shut(box);
  const name = key ?? "the entry";
  write({
    tool: "save_time_entries", args: { entries: [key ? { key, ...row } : row] }, versions: key ? { [key]: version } : {},
    reason: `The user ${key ? "corrected" : "added"} it in the view of the day`, doing: `Saving ${name}`, verb: "save it",
    words: `${capital(name)} is saved`, report: `${key ? "changed" : "added"} ${key ? `time entry ${key}` : "a time entry"}`, back: `saving ${name}`,
  });
}

function wrong(box, name, text) {
  box.querySelector("[data-error]").textContent = text;
  box.querySelector("form").elements[name].focus();
}

// What is pressed

const DEEDS = { claim, undo, choose, many, entryNew: newEntry, entryEdit: editEntry };

reloading.addEventListener("click", () => state.busy || reload());

view.addEventListener("click", (event) => {
  const pressed = event.target.closest("button, input, a");
  const box = event.target.closest("dialog");
  const link = pressed?.getAttribute("href");
  if (link) {
    event.preventDefault();
    request("ui/open-link", { url: link }).catch(() => {});
  } else if (box && pressed?.matches("button")) {
    event.preventDefault();
    if (pressed.matches("[data-cancel]")) shut(box);
    else if (!state.busy) saves();
  } else if (!box && pressed && !state.busy) {
    if (pressed.matches("[data-task]")) complete(pressed);
    const deed = Object.keys(DEEDS).find((name) => name in pressed.dataset);
    if (deed) {
      for (const each of view.querySelectorAll("[data-opened]")) delete each.dataset.opened;
      pressed.dataset.opened = "";
      DEEDS[deed](pressed);
    }
  }
});

view.addEventListener("keydown", (event) => {
  const box = event.target.closest("dialog");
  if (box && event.key === "Escape") shut(box);
  if (!box || event.isComposing || event.key !== "Enter" || !event.target.matches("input, textarea")) return;
  if (event.target.matches("textarea") && !event.ctrlKey && !event.metaKey) return;
  event.preventDefault();
  if (!state.busy) saves();
});

// The beginning

let reported = "";

/** Tells the height of the content: that of the document is never less than the frame's. */
function size() {
  const { width, height } = document.body.getBoundingClientRect();
  const now = { width: Math.ceil(width), height: Math.ceil(height) };
  if (JSON.stringify(now) === reported) return;
  reported = JSON.stringify(now);
  send({ method: "ui/notifications/size-changed", params: now });
}

dress();
request("ui/initialize", {
  protocolVersion: PROTOCOL,
  appInfo: { name: "devledger", title: "Devledger", version: "1" },
  appCapabilities: { availableDisplayModes: ["inline", "fullscreen"] },
}).then(
  ({ hostInfo, hostCapabilities, hostContext }) => {
    state.capabilities = hostCapabilities ?? {};
    state.context = { ...hostContext };
    state.agent = `user via ${String(hostInfo?.name ?? "a host").replace(/[^\p{L}\p{N} ._-]/gu, " ").trim().slice(0, 60) || "a host"}`;
    dress();
    send({ method: "ui/notifications/initialized" });
    new ResizeObserver(size).observe(document.body);
  },
  (lost) => line(sentence(lost.message)),
);
