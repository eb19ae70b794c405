// The page of the tool show in a host of MCP Apps. It has no network: all it knows came by messages, and all it does goes through the host.
"use strict";

const DATA = "dev.devledger/show";
const PROTOCOL = "2026-01-26";

/** The longest wait for an answer, in milliseconds. A host may ask the person meanwhile. */
const PATIENCE = 180_000;

/** So many cards of a column are shown at once, so many letters of a value, so many conflicts are settled by one call. */
const CARDS = 6;
const LETTERS = 240;
const BATCH = 50;

const SERVICES = { ticktick: "TickTick", clickup: "ClickUp", trackingtime: "TrackingTime" };
const COLUMNS = { ready: "Ready", claimed: "Claimed", waiting: "Waiting", done: "Done this week" };

const app = document.getElementById("app");
const said = document.getElementById("said");

const state = {
  capabilities: {},
  context: {},
  agent: "user",
  input: null,
  /** What stands there as long as there is no data. */
  line: "Waiting for the ledger…",
  data: null,
  busy: null,
  notice: null,
  readOnly: false,
  /** The open editor: what it is of, and what is typed into it. */
  editor: null,
  done: [],
  open: new Set(),
};

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
  "ui/notifications/tool-input": ({ arguments: input }) => {
    state.input = input ?? null;
  },
  "ui/notifications/tool-result": (result) => {
    take(result);
    draw();
  },
  "ui/notifications/tool-cancelled": () => {
    state.line = "The call was cancelled. Ask the agent to show it again.";
    draw();
  },
  "ui/notifications/host-context-changed": (changed) => {
    Object.assign(state.context, changed);
    dress();
    draw();
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

// What the host says of its look

function dress() {
  const { theme, styles, safeAreaInsets, locale } = state.context;
  const root = document.documentElement;
  root.style.colorScheme = theme === "dark" || theme === "light" ? theme : "light dark";
  for (const [name, value] of Object.entries(styles?.variables ?? {})) {
    if (name.startsWith("--") && typeof value === "string") root.style.setProperty(name, value);
  }
  for (const side of ["top", "right", "bottom", "left"]) {
    root.style.setProperty(`--inset-${side}`, `${Number(safeAreaInsets?.[side]) || 0}px`);
  }
  formats = formatsOf(locale, state.context.timeZone);
}

// Numbers, dates and times, as the host has them

function formatsOf(locale, zone) {
  const of = (Format, options) => {
    for (const where of [locale, undefined]) {
      for (const timeZone of [options.timeZone ?? zone, undefined]) {
        try {
          return new Format(where, { ...options, timeZone });
        } catch {
          // Unknown here: the next best.
        }
      }
    }
    return null;
  };
  const hour = { hour: "2-digit", minute: "2-digit" };
  const date = { day: "numeric", month: "short" };
  // A day has no zone: it is written down as that of Greenwich.
  const day = { timeZone: "UTC" };
  return {
    number: of(Intl.NumberFormat, {}),
    relative: of(Intl.RelativeTimeFormat, { numeric: "auto" }),
    time: of(Intl.DateTimeFormat, hour),
    moment: of(Intl.DateTimeFormat, { ...date, ...hour }),
    day: of(Intl.DateTimeFormat, { ...date, ...day }),
    longDay: of(Intl.DateTimeFormat, { weekday: "long", day: "numeric", month: "long", year: "numeric", ...day }),
    parts: of(Intl.DateTimeFormat, { year: "numeric", month: "2-digit", day: "2-digit", ...hour, second: "2-digit", hourCycle: "h23", numberingSystem: "latn", calendar: "gregory" }),
  };
}

let formats = formatsOf();

const isInstant = (text) => /^\d{4}-\d\d-\d\dT/.test(text) && !Number.isNaN(Date.parse(text));
const isDay = (text) => /^\d{4}-\d\d-\d\d$/.test(text) && !Number.isNaN(Date.parse(text));
const number = (value) => formats.number.format(value);
const counted = (count, thing) => `${number(count)} ${thing}${count === 1 ? "" : "s"}`;

/** The wall clock at that moment, as {@code {day, time}} of the host's zone. */
function wall(moment) {
  const parts = Object.fromEntries(formats.parts.formatToParts(moment).map(({ type, value }) => [type, value]));
  return {
    day: `${parts.year}-${parts.month}-${parts.day}`,
    time: `${parts.hour}:${parts.minute}`,
    millis: Date.UTC(parts.year, parts.month - 1, parts.day, parts.hour, parts.minute, parts.second),
  };
}

/** The moment at which clocks of the host's zone show that. */
function momentOf(day, time) {
  const shown = Date.parse(`${day}T${time}:00Z`);
  let moment = shown;
  for (let i = 0; i < 2; i++) moment -= wall(moment).millis - shown;
  return new Date(moment);
}

const today = () => wall(Date.now()).day;
const clock = (instant) => (isInstant(instant ?? "") ? formats.time.format(Date.parse(instant)) : "");

function moment(instant) {
  if (!isInstant(instant)) return String(instant);
  return wall(Date.parse(instant)).day === today() ? clock(instant) : formats.moment.format(Date.parse(instant));
}

function dueOf(due) {
  const day = isInstant(due) ? wall(Date.parse(due)).day : due;
  if (!isDay(day)) return { words: String(due), late: false };
  const days = Math.round((Date.parse(day) - Date.parse(today())) / 86_400_000);
  const near = Math.abs(days) < 7;
  return { words: near ? formats.relative.format(days, "day") : formats.day.format(Date.parse(day)), late: days < 0 };
}

function duration(minutes) {
  const whole = Math.round(minutes);
  const hours = Math.floor(whole / 60);
  return [hours ? `${number(hours)} h` : "", whole % 60 || !hours ? `${number(whole % 60)} min` : ""].filter(Boolean).join(" ");
}

const service = (connector) => SERVICES[connector] ?? connector ?? "The other service";
const fieldName = (field) => String(field ?? "").replace(/_/g, " ").replace(/([a-z])([A-Z])/g, "$1 $2").toLowerCase();
const isNothing = (value) => value === null || value === undefined || value === "" || (Array.isArray(value) && !value.length);

/** A value of any field as a person reads it. */
function words(value) {
  if (isNothing(value)) return "–";
  if (Array.isArray(value)) return value.map(words).join(", ");
  if (typeof value === "boolean") return value ? "yes" : "no";
  if (typeof value === "number") return number(value);
  if (typeof value === "object") {
    if ("title" in value && "done" in value) return `${value.done ? "☑" : "☐"} ${value.title}`;
    return value.name ?? Object.entries(value).filter(([, each]) => !isNothing(each)).map(([name, each]) => `${fieldName(name)} ${words(each)}`).join(", ");
  }
  if (isInstant(value)) return formats.moment.format(Date.parse(value));
  if (isDay(value)) return formats.day.format(Date.parse(value));
  return String(value);
}

// Elements

const there = (children) => children.flat(Infinity).filter((each) => each !== null && each !== undefined && each !== false && each !== "");

/**
 * An element.
 *
 * @param tag with its classes, as {@code p.meta}
 * @param rest its properties, if there are any, and its children: texts become text nodes, null and false are left out
 */
function h(tag, ...rest) {
  const [name, ...classes] = tag.split(".");
  const element = document.createElement(name);
  if (classes.length) element.className = classes.join(" ");
  const props = rest[0]?.constructor === Object ? rest.shift() : {};
  for (const [prop, value] of Object.entries(props)) {
    if (value === null || value === undefined || value === false) continue;
    if (prop === "press") element.addEventListener("click", value);
    else if (prop === "input") element.addEventListener("input", () => value(element.type === "checkbox" ? element.checked : element.value));
    else if (typeof value === "string") element.setAttribute(prop, value);
    else element[prop] = value;
  }
  element.append(...there(rest));
  return element;
}

const bdi = (text, props) => h("bdi", props, String(text ?? ""));
const canWrite = () => Boolean(state.capabilities.serverTools) && !state.readOnly && state.data.sync !== false;

/**
 * A button.
 *
 * @param id tells it from the others, so that it has the focus again after the page is drawn anew
 * @param name what it says where what is seen does not say it all
 */
function button(id, label, press, { tone = "", name } = {}) {
  return h(
    "button",
    { type: "button", class: tone, "data-id": id, "aria-label": name, title: tone.includes("check") ? name : null, "aria-disabled": state.busy ? "true" : null, press: () => state.busy || press() },
    label,
  );
}

/** A long text is cut, and opens. */
function long(text, id) {
  if (text.length <= LETTERS) return bdi(text);
  return fold(id, h("summary", { "data-id": id }, bdi(`${text.slice(0, LETTERS)}…`)), bdi(text));
}

function fold(id, summary, ...content) {
  const details = h("details", { open: state.open.has(id) }, summary, ...content);
  details.addEventListener("toggle", () => state.open[details.open ? "add" : "delete"](id));
  return details;
}

const byId = (id) => [...app.querySelectorAll("[data-id]")].find((each) => each.dataset.id === id);

/** Draws the page anew. What had the focus has it again, or what came in its place. */
function draw() {
  const focused = document.activeElement?.closest?.("[data-id]");
  const at = focused?.dataset.id;
  const caret = focused?.selectionStart;
  app.replaceChildren(...there(content()));
  app.setAttribute("aria-busy", String(Boolean(state.busy)));
  if (!at) return;
  const again = byId(at);
  (again ?? app.querySelector(".notice") ?? app.querySelector("h1"))?.focus({ preventScroll: Boolean(again) });
  if (again && caret !== null && caret !== undefined) again.setSelectionRange?.(caret, caret);
}

function content() {
  if (!state.data) return [h("p.empty.faint", bdi(state.line))];
  const view = Object.hasOwn(VIEWS, state.data.view) ? VIEWS[state.data.view] : null;
  if (!view) return [h("p.empty.faint", "This page does not know how to show that. Ask the agent to say it in words.")];
  const head = view.head(state.data);
  return [
    h(
      "header",
      h("h1", { tabindex: "-1" }, head.title),
      h("p.facts", head.facts),
      state.capabilities.serverTools && button("reload", "Reload", reload, { tone: "quiet" }),
    ),
    note(),
    ...view.body(state.data),
    hint(view),
  ];
}

function note() {
  if (state.busy) return h("p", { class: "notice busy", tabindex: "-1" }, `${state.busy}…`);
  if (!state.notice) return null;
  const { tone, text, acts = [] } = state.notice;
  return h(
    "div",
    { class: `notice ${tone}`, tabindex: "-1" },
    h("p", bdi(text)),
    h("div.acts", acts.map((act, i) => button(`act${i}`, act.label, act.press, { tone: act.tone ?? "" }))),
  );
}

function hint(view) {
  if (state.capabilities.serverTools && !state.readOnly) return null;
  const ask = view.ask(state.data);
  if (!ask && !state.readOnly) return null;
  return h(
    "p.hint",
    state.readOnly ? "This connection may only read. " : "",
    ask && (state.readOnly ? "Somebody who may write can do it." : ["You cannot change it here. Ask the agent: ", h("q", ask)]),
  );
}

function notice(tone, text, acts) {
  state.notice = { tone, text, acts };
  said.textContent = text;
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

const textOf = (result) => (result?.content ?? []).filter(({ type }) => type === "text").map(({ text }) => text).join("\n");

/** The word before the sentence of a refusal. */
const PROBLEM = /^([a-z_]+): /;

/** What a tool says to a model, without what a model is to call next. */
function plain(text) {
  return text
    .replace(/\d{4}-\d\d-\d\dT[\d:.]+Z/g, (instant) => (isInstant(instant) ? moment(instant) : instant))
    .replace(/\s*(Choose other tasks or wait|Ask the user, then call|Give force=true|Call [a-z]+_[a-z_]+)[^.]*\./g, "")
    .replace(/force=true does not help here\. First do/g, "First do")
    .replace(/With force=true,?/g, "All the same:")
    .trim();
}

/**
 * Calls a tool that writes, after a press.
 *
 * @param deed {@code tool}, {@code args}, {@code versions}, {@code reason}; {@code doing} while it runs, {@code verb}
 *     on the second press; {@code done}, which takes what was answered and tells what was done
 */
async function write(deed) {
  const { tool, args, versions = {}, reason, doing, done } = deed;
  const known = Object.fromEntries(Object.entries(versions).filter(([, version]) => Number.isInteger(version)));
  const expected = Object.keys(known).length ? { expected_version: known } : {};
  const call = { ...args, reason, agent: state.agent, ...expected };
  const same = JSON.stringify([tool, call]);
  const key = keys.get(same) ?? uuid();
  keys.set(same, key);
  state.busy = doing;
  state.notice = null;
  said.textContent = `${doing}…`;
  draw();
  let result;
  try {
    result = await request("tools/call", { name: tool, arguments: { ...call, idempotency_key: key } });
  } catch (lost) {
    state.busy = null;
    notice("bad", `${sentence(lost.message)} It may have been done all the same; trying again does nothing twice.`, [{ label: "Try again", press: () => write(deed) }]);
    draw();
    return;
  }
  state.busy = null;
  if (result.isError) refused(deed, textOf(result), same);
  else {
    keys.delete(same);
    const answer = result.structuredContent ?? {};
    const text = textOf(result);
    answer.changeSet ??= /change set ([0-9a-f-]{36})/.exec(text)?.[1];
    const { words: what, acts, tell, next } = done({ ...answer, results: Array.isArray(answer.results) ? answer.results : [] });
    notice("good", what, acts);
    if (tell) report(tell);
    if (next) {
      await write(next);
      return;
    }
  }
  draw();
}

function refused(deed, text, same) {
  const problem = PROBLEM.exec(text)?.[1];
  const detail = text.replace(PROBLEM, "");
  const passing = ["unavailable", "internal", "rate_limited"].includes(problem);
  if (!passing) keys.delete(same);
  const again = (label, more) => [{ label, tone: "danger", press: () => write({ ...deed, args: { ...deed.args, ...more } }) }];
  let why = sentence(plain(detail)) || "It was refused.";
  let tone = "ask";
  let acts = [{ label: "Reload", press: reload }];
  if (problem === "confirm_required") acts = again(`Yes, ${deed.verb}`, { confirm: true });
  else if (problem === "claimed" || problem === "later_edits") {
    if (/force=true(?! does not help)/.test(detail) && !deed.args.force) acts = again(`${capital(deed.verb)} all the same`, { force: true, confirm: true });
  } else if (problem === "stale") why = `It was changed in the meantime. Nothing was written. ${why}`;
  else if (problem === "declined") {
    why = "You said no. Nothing was written.";
    acts = [];
  } else {
    tone = "bad";
    if (passing) acts = [{ label: "Try again", press: () => write(deed) }];
    if (problem === "read_only" || problem === "forbidden") {
      Object.assign(state, { readOnly: true, editor: null });
      acts = [];
    }
  }
  notice(tone, why, acts);
}

const capital = (text) => text.charAt(0).toUpperCase() + text.slice(1);
const sentence = (text) => (/[.!?…]$/.test(text) || !text ? capital(text) : `${capital(text)}.`);

/** Tells the model what the user did. Each such message replaces the last one, so it tells all of it. */
function report(line) {
  state.done.push(line);
  if (!state.capabilities.updateModelContext) return;
  const text = `The user, on the page of Devledger, ${state.done.slice(-20).join("; ")}.`;
  request("ui/update-model-context", { content: [{ type: "text", text }] }).catch(() => {});
}

async function reload() {
  state.busy = "Reading the ledger";
  draw();
  try {
    const result = await request("tools/call", { name: "show", arguments: state.input ?? VIEWS[state.data?.view]?.again(state.data) ?? {} });
    state.busy = null;
    state.notice = null;
    if (dataOf(result)) {
      take(result);
      said.textContent = "This is how it is now.";
    } else notice("bad", whyNot(result), [{ label: "Try again", press: reload }]);
  } catch (lost) {
    state.busy = null;
    notice("bad", sentence(lost.message), [{ label: "Try again", press: reload }]);
  }
  draw();
}

const amount = (value) => Number(value) || 0;
const list = (value) => (Array.isArray(value) ? value.filter((each) => each !== null && each !== undefined) : []);

function dataOf(result) {
  const data = result?._meta?.[DATA];
  return !result?.isError && data && typeof data === "object" ? data : null;
}

function whyNot(result) {
  const text = result?.isError && plain(textOf(result).replace(PROBLEM, ""));
  return text ? sentence(text) : "There is nothing to show in this answer. Ask the agent to say it in words.";
}

function take(result) {
  const data = dataOf(result);
  settled.clear();
  Object.assign(undo, { made: false, back: false });
  if (!data) {
    Object.assign(state, { data: null, line: whyNot(result) });
    return;
  }
  state.data = structuredClone(data);
  for (const name of ["columns", "items", "changeSets", "conflicts", "entries", "gaps"]) state.data[name] = list(data[name]);
  for (const column of state.data.columns) Object.assign(column, { count: amount(column.count), tasks: list(column.tasks) });
  for (const task of eachTask()) task.waitsFor = list(task.waitsFor);
  for (const each of [...state.data.entries, ...state.data.gaps]) each.minutes = amount(each.minutes);
  Object.assign(state.data, { more: amount(data.more), total: amount(data.total) });
  state.readOnly = data.readOnly === true;
  if (state.editor && !state.data.entries.some(({ key }) => key === state.editor.of) && state.editor.of !== "new") state.editor = null;
}

const found = (results, key) => results.find((each) => each?.key === key) ?? {};

/** An act that takes a write back, and shows what was there before it. */
function takeBack(changeSet, was, what) {
  const done = ({ results }) => {
    state.data = was;
    for (const each of [...was.entries, ...eachTask()]) each.version = results.length ? (found(results, each.key).version ?? each.version) : null;
    return { words: `Taken back: ${what}.`, tell: `took back ${what}` };
  };
  const press = () => write({ ...UNDO, args: { change_sets: [changeSet] }, reason: `The user took back ${what}`, doing: "Taking it back", done });
  return changeSet ? [{ label: "Take back", press }] : [];
}

const inSet = (changeSet) => (changeSet ? ` (change set ${changeSet})` : "");

const UNDO = { tool: "undo_changes", verb: "undo it" };

// The board

function moveCard(task, to) {
  for (const each of state.data.columns.filter(({ tasks }) => tasks.includes(task))) {
    each.tasks.splice(each.tasks.indexOf(task), 1);
    each.count--;
  }
  const column = state.data.columns.find(({ id }) => id === to);
  if (!column) return;
  column.tasks.unshift(task);
  column.count++;
}

const eachTask = () => state.data.columns.flatMap(({ tasks }) => tasks);

function complete(task) {
  const was = structuredClone(state.data);
  const key = task.key;
  write({
    tool: "complete_tasks",
    args: { tasks: [key] },
    versions: { [key]: task.version },
    reason: "The user completed it on the board",
    doing: `Completing ${key}`,
    verb: "complete it",
    done: ({ results, changeSet }) => {
      moveCard(task, "done");
      Object.assign(task, { version: found(results, key).version, agent: null });
      for (const other of eachTask()) {
        if (other.waitsFor.includes(key)) Object.assign(other, { waitsFor: other.waitsFor.filter((each) => each !== key), freed: true });
      }
      return { words: `${key} is completed.`, acts: takeBack(changeSet, was, `completing ${key}`), tell: `completed ${key}${inSet(changeSet)}` };
    },
  });
}

/** What is done with a claim by a press: its words, the arguments, and where the card is afterwards. */
const CLAIMS = {
  claim: { label: "Claim", doing: "Claiming", past: "claimed", args: (key) => ({ tasks: [key] }) },
  take: { label: "Take over", doing: "Taking over", past: "took over", args: (key) => ({ release: [key], tasks: [key] }) },
  free: { label: "Release", doing: "Releasing", past: "released", args: (key) => ({ release: [key] }) },
};

function claim(task, how) {
  const key = task.key;
  const { label, doing, past, args } = CLAIMS[how];
  write({
    tool: "claim_tasks",
    args: args(key),
    versions: { [key]: task.version },
    reason: `The user ${past} the task on the board`,
    doing: `${doing} ${key}`,
    verb: label.toLowerCase(),
    done: ({ results }) => {
      const now = found(results, key);
      const free = how === "free";
      moveCard(task, !free ? "claimed" : task.waitsFor.length ? "waiting" : "ready");
      Object.assign(task, { agent: free ? null : state.agent, until: now.claim?.until, version: now.version });
      return { words: free ? `${key} is free again.` : `${key} is yours${task.until ? ` until ${moment(task.until)}` : ""}.`, tell: `${past} ${key}` };
    },
  });
}

function card(task, column) {
  const name = `${task.key} ${task.title ?? ""}`;
  const mine = task.agent === state.agent;
  const due = task.dueDate && column !== "done" ? dueOf(task.dueDate) : null;
  const priority = String(task.priority ?? "").toLowerCase();
  const waits = task.waitsFor;
  const open = canWrite() && column !== "done";
  const how = open && { ready: "claim", claimed: mine ? "free" : "take" }[column];
  return h(
    "li.card",
    open ? button(`done ${task.key}`, "", () => complete(task), { tone: "check", name: `Complete ${name}` }) : h("span", { class: `mark ${column}`, "aria-hidden": "true" }),
    h(
      "div.what",
      bdi(task.title, { class: "title", dir: "auto" }),
      h(
        "div.row",
        h(
          "p.meta",
          h("span.key", task.key),
          column !== "done" && ["high", "medium"].includes(priority) && h(`span.${priority}`, priority),
          due && h(due.late ? "span.late" : "span", due.words),
          task.agent && h("span.who", mine ? "you" : bdi(task.agent), task.until ? ` until ${moment(task.until)}` : ""),
          waits.length > 0 && h("span", `waits for ${waits.join(", ")}`),
          task.freed && !waits.length && h("span", "no longer waits"),
        ),
        how && button(`claim ${task.key}`, CLAIMS[how].label, () => claim(task, how), { tone: "quiet", name: `${CLAIMS[how].label} ${name}` }),
      ),
    ),
  );
}

const board = {
  again: ({ project }) => ({ view: "board", project: project?.key }),
  ask: ({ columns }) => {
    const key = columns.filter(({ id }) => id !== "done").flatMap(({ tasks }) => tasks)[0]?.key;
    return key ? `Complete ${key}.` : "";
  },
  head: ({ project, columns }) => {
    const open = columns.filter(({ id }) => id !== "done").reduce((sum, { count }) => sum + count, 0);
    return { title: bdi(project?.name ?? "Board", { dir: "auto" }), facts: [h("span.key", project?.key ?? ""), ` ${counted(open, "open task")}`] };
  },
  body: ({ project, columns, more }) => {
    if (!columns.some(({ count, tasks }) => count > 0 || tasks.length)) {
      return [h("p.empty", `No tasks yet. Ask the agent to plan ${project?.key ?? "it"}.`)];
    }
    return [
      h("div.board", columns.map((column) => {
        const cards = column.tasks.map((task) => card(task, column.id));
        const rest = cards.slice(CARDS);
        const unseen = Math.max(0, column.count - cards.length);
        const id = `more ${column.id}`;
        return h(
          "section",
          { class: `column ${column.id}`, "aria-label": COLUMNS[column.id] ?? column.id },
          h("h2", COLUMNS[column.id] ?? column.id, h("span.count", number(column.count))),
          cards.length ? h("ul", cards.slice(0, CARDS)) : h("p.none", "None"),
          rest.length > 0 && fold(id, h("summary", { "data-id": id }, `${number(rest.length)} more`), h("ul", rest)),
          unseen > 0 && h("p.none", `${number(unseen)} not shown`),
        );
      })),
      more > 0 && h("p.hint", `${counted(more, "more task")} in the project.`),
    ];
  },
};

// What an undo changes

/** How far it went: whether the undo was made, and whether it was taken back. */
const undo = { made: false, back: false };

function undoNow(forced) {
  const ids = state.data.changeSets;
  const which = ids.length === 1 ? `change set ${ids[0]}` : counted(ids.length, "change set");
  const again = (changeSet) => ({
    ...UNDO,
    args: { change_sets: [changeSet] },
    reason: `The user took the undo of ${which} back`,
    doing: "Taking it back",
    done: (back) => {
      undo.back = true;
      return {
        words: `Taken back${back.changeSet ? ` in change set ${back.changeSet}` : ""}. All is as it was before the undo.`,
        tell: `took the undo of ${which} back${inSet(back.changeSet)}`,
      };
    },
  });
  write({
    ...UNDO,
    args: { change_sets: ids, ...(forced ? { force: true, confirm: true } : {}) },
    reason: forced ? "The user undid it, later edits too" : "The user undid it",
    doing: `Undoing ${which}`,
    verb: "undo",
    done: ({ changeSet }) => {
      undo.made = true;
      state.data.refused = null;
      return changeSet
        ? { words: `Undone in change set ${changeSet}.`, acts: [{ label: "Take back", press: () => write(again(changeSet)) }], tell: `undid ${which}${inSet(changeSet)}` }
        : { words: "Nothing changed: all of it was already as before." };
    },
  });
}

const changes = {
  again: ({ changeSets }) => ({ view: "changes", change_sets: changeSets }),
  ask: ({ changeSets, refused: no }) => (changeSets.length && !(no && !no.forceHelps) ? `Undo ${changeSets.length === 1 ? `change set ${changeSets[0]}` : "these change sets"}.` : ""),
  head: ({ changeSets, items, more }) => {
    const count = items.length + more;
    const title = undo.made ? (undo.back ? "Taken back" : "Undone") : `Undo ${changeSets.length === 1 ? "a change set" : counted(changeSets.length, "change set")}`;
    const facts = undo.made ? `${counted(count, "thing")} ${undo.back ? "stay" : "changed"}` : `${counted(count, "thing")} would change`;
    return { title, facts: [count ? facts : "", changeSets.length === 1 && [" ", h("span.id", { title: String(changeSets[0]) }, `${String(changeSets[0]).slice(0, 8)}…`)]] };
  },
  body: ({ changeSets, refused: no, items, more }) => {
    const nothing = !items.length && !no;
    const acts = state.notice?.acts?.length;
    return [
      no && !state.notice && !undo.made && h("div.notice.ask", h("p", bdi(sentence(plain(String(no.text ?? "It was refused.").replace(PROBLEM, "")))))),
      nothing && h("p.empty", changeSets.length ? "Nothing to undo: all of it is already as before." : "No change set was named. Ask the agent which one to undo."),
      h("ul.items", items.map((item, i) => h(
        "li",
        h("h2", h("span.key", item.key ?? ""), " ", bdi(item.name, { dir: "auto" })),
        h("dl", list(item.fields).map(({ field, before, after }, j) => h(
          "div",
          h("dt", fieldName(field)),
          h("dd", h("del", long(words(before), `b${i} ${j}`)), h("span.arrow", " → "), h("ins", long(words(after), `a${i} ${j}`))),
        ))),
      ))),
      more > 0 && h("p.hint", `And ${counted(more, "more thing")}.`),
      canWrite() && !nothing && !undo.made && h(
        "div.acts.end",
        !no && !acts && button("undo", "Undo", () => undoNow(false), { tone: "primary" }),
        no?.forceHelps && !acts && button("undo", "Undo all the same", () => undoNow(true), { tone: "danger" }),
      ),
    ];
  },
};

// Conflicts

const settled = new Map();
const openConflicts = () => state.data.conflicts.filter(({ id }) => !settled.has(id));
const isSame = (one, other) => one === other || (one.field && one.key === other.key && one.field === other.field);
const WAYS = { local: () => "kept Devledger's", remote: ({ connector }) => `took ${service(connector)}'s`, value: () => "your own value" };

/** The fields of which an own value can be typed, and how it is typed. */
function typed({ field, local, remote, base }) {
  if (!field || /parent|checklist|assignee/i.test(field)) return null;
  if (field === "tags") return { kind: "text", from: list(local).join(", "), to: (text) => JSON.stringify(text.split(",").map((each) => each.trim()).filter(Boolean)) };
  const all = [local, remote, base].filter((each) => !isNothing(each));
  if (field === "priority") return { kind: "select", options: ["none", "low", "medium", "high"], from: local ?? "none", to: (text) => text };
  if (field === "status") return { kind: "select", options: [...new Set(all)], from: local, to: (text) => text };
  if (all.some((each) => typeof each !== "string")) return null;
  return { kind: all.some((each) => each.length > 60 || each.includes("\n")) ? "textarea" : "text", from: local ?? "", to: (text) => text };
}

/**
 * Settles some conflicts. Those of one task or project go one by one: the ledger decides on each by what it knows of
 * that task.
 */
function settle(conflicts, choose, value, before = 0) {
  const batch = [];
  const rest = [];
  for (const each of conflicts) {
    if (batch.some((other) => isSame(each, other))) continue; // the same choice settles it
    (batch.length < BATCH && !batch.some(({ key }) => key === each.key) ? batch : rest).push(each);
  }
  return {
    tool: "resolve_sync_conflicts",
    args: { resolutions: batch.map(({ id }) => ({ conflict: id, choose, ...(choose === "value" ? { value } : {}) })) },
    reason: `The user chose ${choose === "value" ? "an own value" : `the ${choose} side`}`,
    doing: batch.length === 1 ? `Settling ${batch[0].key}` : `Settling ${counted(batch.length, "conflict")}`,
    verb: "settle them",
    done: () => {
      const all = state.data.conflicts.filter((each) => batch.some((other) => isSame(each, other)));
      for (const each of all) settled.set(each.id, choose);
      state.editor = null;
      const many = before + batch.length;
      const left = openConflicts().length;
      return {
        words: `${many === 1 ? `${batch[0].key}: ${WAYS[choose](batch[0])}` : `${counted(many, "conflict")} settled`}. ${left ? `${number(left)} left.` : "The next sync carries it over."}`,
        tell: batch.map(({ key, field }) => `settled ${key}${field ? ` ${fieldName(field)}` : ""}: ${choose}`).join("; "),
        next: rest.length ? settle(rest, choose, value, many) : null,
      };
    },
  };
}

function side(conflict, choose, title, value, when, by) {
  const where = `${conflict.key}${conflict.field ? ` ${fieldName(conflict.field)}` : ""}`;
  const label = choose === "local" ? "Keep this" : "Take this";
  return h(
    "div.side",
    h("h3", title, h("span.when", [when ? moment(when) : "", by].filter(Boolean).join(", "))),
    h("p.value", isNothing(value) ? (conflict.field ? "–" : "deleted") : long(words(value), `${choose} ${conflict.id}`)),
    canWrite() && button(`${choose} ${conflict.id}`, label, () => write(settle([conflict], choose)), { name: `${label}: ${title}, ${where}` }),
  );
}

function ownValue(conflict) {
  const how = typed(conflict);
  if (!how || !canWrite()) return null;
  const id = `own ${conflict.id}`;
  const where = `${conflict.key} ${fieldName(conflict.field)}`;
  const editor = state.editor;
  if (editor?.of !== conflict.id) {
    return button(id, "Another value", () => edit(conflict.id, { value: how.from }, `value ${conflict.id}`), { tone: "quiet", name: `Another value for ${where}` });
  }
  const value = field(`value ${conflict.id}`, `Value for ${where}`, how.kind, "value", { options: how.options });
  return form([value], () => write(settle([conflict], "value", how.to(editor.values.value))), how.kind === "textarea");
}

const conflictsView = {
  again: () => ({ view: "conflicts" }),
  ask: ({ sync, conflicts }) => (sync !== false && conflicts.length ? `Keep Devledger's ${fieldName(conflicts[0].field) || "side"} of ${conflicts[0].key}.` : ""),
  head: ({ conflicts }) => ({ title: "Conflicts", facts: conflicts.length ? `${number(conflicts.length - openConflicts().length)} of ${number(conflicts.length)} settled` : "" }),
  body: ({ sync, conflicts }) => {
    const left = openConflicts();
    const services = [...new Set(left.map(({ connector }) => service(connector)))];
    const theirs = services.length === 1 ? services[0] : "the other side";
    return [
      sync === false && h("p.empty", "The sync is off. Turn it on, and settle conflicts then."),
      sync !== false && !conflicts.length && h("p.empty", "No conflicts: both sides agree."),
      conflicts.length > 0 && !left.length && h("p.empty", "All settled. Both sides agree after the next sync."),
      canWrite() && left.length > 1 && h(
        "div.acts.all",
        h("span.faint", `All ${number(left.length)} the same way:`),
        button("all local", "Keep Devledger's", () => write(settle(left, "local")), { name: `Keep Devledger's side of all ${left.length}` }),
        button("all remote", `Take ${theirs}'s`, () => write(settle(left, "remote")), { name: `Take the side of ${theirs} in all ${left.length}` }),
      ),
      h("ul.items", conflicts.map((each) => {
        const title = h("h2", h("span.key", each.key ?? ""), " ", bdi(each.name, { dir: "auto" }), each.field && h("span.field", fieldName(each.field)));
        if (settled.has(each.id)) return h("li.settled", title, h("span.faint", WAYS[settled.get(each.id)](each)));
        return h(
          "li",
          title,
          h(
            "div.sides",
            side(each, "local", "Devledger", each.local, each.localAt, each.localBy),
            side(each, "remote", service(each.connector), each.remote, each.remoteAt),
          ),
          h("div.foot", h("p.faint", isNothing(each.base) ? "" : ["Before: ", long(words(each.base), `base ${each.id}`)]), ownValue(each)),
        );
      })),
    ];
  },
};

// Editors: no form, as a frame without the right to send forms would not hear of it

function edit(of, values, focus) {
  state.editor = { of, values, was: { ...values } };
  draw();
  const first = byId(focus);
  first?.focus();
  first?.select?.();
}

function stopEditing() {
  const { of } = state.editor;
  state.editor = null;
  draw();
  (byId(`edit ${of}`) ?? byId(`own ${of}`) ?? byId("add new"))?.focus();
}

function field(id, label, kind, name, { options, ...more } = {}) {
  const { values } = state.editor;
  const input = (value) => {
    values[name] = value;
  };
  const shared = { "data-id": id, input, ...more };
  if (kind === "select") {
    const each = (word) => new Option(capital(String(word)), String(word), false, String(values[name]) === String(word));
    return h("label", h("span", label), h("select", shared, options.map(each)));
  }
  if (kind === "checkbox") return h("label.box", h("input", { type: "checkbox", checked: Boolean(values[name]), ...shared }), h("span", label));
  const element = h(kind === "textarea" ? "textarea" : "input", kind === "textarea" ? { rows: "4", ...shared } : { type: kind, ...shared });
  element.value = values[name] ?? "";
  return h("label", { class: name }, h("span", label), element);
}

function form(fields, saves, lines = false) {
  const element = h("div", { class: "form", role: "group" }, fields, h("div.acts", button("save", "Save", saves, { tone: "primary" }), button("cancel", "Cancel", stopEditing, { tone: "quiet" })));
  element.addEventListener("keydown", (event) => {
    if (event.isComposing) return;
    if (event.key === "Escape") stopEditing();
    const enters = event.key === "Enter" && event.target.matches("input, textarea") && (!lines || event.ctrlKey || event.metaKey);
    if (!enters) return;
    event.preventDefault();
    if (!state.busy) saves();
  });
  return element;
}

// A day

const isRunning = ({ end }) => !end;
const endOf = (entry) => (isRunning(entry) ? Date.now() : Date.parse(entry.end));

function overlaps(entry) {
  const from = Date.parse(entry.start);
  return state.data.entries.filter((other) => other !== entry && Date.parse(other.start) < endOf(entry) && endOf(other) > from).map(({ key }) => key);
}

/** Takes an entry as the ledger answered it, and what it covers out of the gaps. */
function takeEntry(key, answer) {
  const { data } = state;
  const old = data.entries.find((each) => each.key === key);
  if (!answer.start) return;
  const entry = {
    key: answer.key ?? key,
    start: answer.start,
    end: answer.end,
    minutes: Math.round((answer.seconds ?? 0) / 60),
    task: answer.taskKey,
    project: answer.projectKey,
    note: answer.note,
    billable: answer.billable === true,
    version: answer.version,
  };
  data.total += entry.minutes - (old?.minutes ?? 0);
  data.entries = [...data.entries.filter((each) => each !== old), entry];
  const [from, to] = [Date.parse(entry.start), endOf(entry)];
  data.gaps = data.gaps.flatMap(({ start, end }) => [[Date.parse(start), Math.min(from, Date.parse(end))], [Math.max(to, Date.parse(start)), Date.parse(end)]])
    .filter(([start, end]) => end - start >= 60_000)
    .map(([start, end]) => ({ start: new Date(start).toISOString(), end: new Date(end).toISOString(), minutes: Math.round((end - start) / 60_000) }));
}

/** @param key of the entry; null for a new one */
function save(row, key, version) {
  const was = structuredClone(state.data);
  return write({
    tool: "save_time_entries",
    args: { entries: [row] },
    versions: { [key]: version },
    reason: `The user ${key ? "corrected" : "added"} it on the page of the day`,
    doing: `Saving ${key ?? "the entry"}`,
    verb: "save it",
    done: ({ results, changeSet }) => {
      const answer = (key ? found(results, key) : results[0]) ?? {};
      const name = answer.key ?? key ?? "the entry";
      takeEntry(name, answer);
      state.editor = null;
      return changeSet
        ? { words: `${capital(name)} is saved.`, acts: takeBack(changeSet, was, `saving ${name}`), tell: `${key ? "changed" : "added"} time entry ${name}${inSet(changeSet)}` }
        : { words: "Nothing changed." };
    },
  });
}

const minutesOf = (text) => (/^\s*\d+\s*$/.test(String(text)) && Number(text) > 0 && Number(text) <= 1440 ? Number(text) : null);

function wrong(text, id) {
  notice("bad", text);
  draw();
  byId(id)?.focus();
}

function saveEntry(entry) {
  const { values, was } = state.editor;
  const row = { key: entry.key };
  if (!isRunning(entry) && String(values.minutes) !== String(was.minutes)) {
    const minutes = minutesOf(values.minutes);
    if (minutes === null) return wrong("Give whole minutes, from 1 to 1440.", "minutes");
    row.seconds = minutes * 60;
  }
  if (values.note !== was.note) Object.assign(row, values.note.trim() ? { note: values.note.trim() } : { clear: ["note"] });
  if (values.billable !== was.billable) row.billable = values.billable;
  if (Object.keys(row).length === 1) return stopEditing();
  return save(row, entry.key, entry.version);
}

function addEntry() {
  const { values } = state.editor;
  if (!/^\d\d:\d\d$/.test(values.start)) return wrong("Give the time at which you began.", "start");
  const minutes = minutesOf(values.minutes);
  if (minutes === null) return wrong("Give whole minutes, from 1 to 1440.", "minutes");
  const target = values.task.trim().toUpperCase();
  if (target && !/^[TP]-\d+$/.test(target)) return wrong("Give the key of a task or a project, such as T-12.", "task");
  const row = { start: momentOf(state.data.day, values.start).toISOString().replace(".000", ""), seconds: minutes * 60 };
  if (target) row[target.startsWith("T") ? "task" : "project"] = target;
  if (values.note.trim()) row.note = values.note.trim();
  if (values.billable !== "By its task") row.billable = values.billable === "Yes";
  return save(row, null);
}

function startAdding(gap) {
  const ends = state.data.entries.filter((each) => !isRunning(each)).map(({ end }) => Date.parse(end));
  const start = gap ? wall(Date.parse(gap.start)).time : ends.length ? wall(Math.max(...ends)).time : "09:00";
  edit("new", { start, minutes: gap ? gap.minutes : 30, task: "", note: "", billable: "By its task" }, gap ? "task" : "start");
}

const minutesField = () => field("minutes", "Minutes", "text", "minutes", { inputmode: "numeric" });

const adder = () => h("li.editing", form(
  [
    field("start", "Start", "time", "start"),
    minutesField(),
    field("task", "Task or project", "text", "task", { placeholder: "T-12" }),
    field("note", "Note", "text", "note"),
    field("billable", "Billable", "select", "billable", { options: ["By its task", "Yes", "No"] }),
  ],
  addEntry,
));

function entryRow(entry) {
  const clash = overlaps(entry);
  const running = isRunning(entry);
  const begin = () => edit(entry.key, { minutes: entry.minutes, note: entry.note ?? "", billable: entry.billable === true }, running ? "note" : "minutes");
  if (state.editor?.of === entry.key && canWrite()) {
    const lines = String(entry.note).includes("\n");
    return h("li.editing", h("p.faint", `${clock(entry.start)} ${entry.key}`), form(
      [!running && minutesField(), field("note", "Note", lines ? "textarea" : "text", "note"), field("billable", "Billable", "checkbox", "billable")],
      () => saveEntry(entry),
      lines,
    ));
  }
  return h(
    "li",
    h("span.time", clock(entry.start), h("span.to", "–"), running ? "now" : clock(entry.end)),
    h(
      "div.what",
      entry.note ? bdi(entry.note, { class: "title", dir: "auto" }) : h("span.title.faint", "No note"),
      h(
        "p.meta",
        h("span.key", entry.task ?? entry.project ?? "no task"),
        entry.billable && h("span.bill", "billable"),
        running && h("span.on", "timer runs"),
        clash.length > 0 && h("span.late", `overlaps ${clash.join(", ")}`),
      ),
    ),
    h("span.minutes", duration(entry.minutes)),
    canWrite() && button(`edit ${entry.key}`, "Edit", begin, { tone: "quiet", name: `Edit ${entry.key} ${entry.note ?? ""}`.trim() }),
  );
}

const gapRow = (gap) => h(
  "li.gap",
  h("span.time", clock(gap.start), h("span.to", "–"), clock(gap.end)),
  h("span.what", "Nothing logged"),
  h("span.minutes", duration(gap.minutes)),
  canWrite() && isDay(state.data.day ?? "") && button(`gap ${gap.start}`, "Log it", () => startAdding(gap), { tone: "quiet", name: `Log ${clock(gap.start)} to ${clock(gap.end)}` }),
);

/** The day as a strip. All it shows is in the list as well. */
function strip(entries, gaps) {
  const worked = entries.map((each) => [Date.parse(each.start), endOf(each), each.billable ? "bill" : ""]);
  const twice = worked.flatMap(([start, end], i) => worked.slice(i + 1).map(([from, to]) => [Math.max(start, from), Math.min(end, to), "clash"])).filter(([start, end]) => start < end);
  const spans = [...worked, ...twice, ...gaps.map(({ start, end }) => [Date.parse(start), Date.parse(end), "free"])];
  const from = Math.min(...spans.map(([start]) => start));
  const whole = Math.max(...spans.map(([, end]) => end)) - from;
  if (!(whole > 0)) return null;
  return h("div", { class: "strip", "aria-hidden": "true" }, spans.map(([start, end, kind]) => {
    const block = h("span", { class: kind });
    block.style.left = `${(100 * (start - from)) / whole}%`;
    block.style.width = `${(100 * Math.max(0, end - start)) / whole}%`;
    return block;
  }));
}

const day = {
  again: ({ day: on }) => ({ view: "day", day: on }),
  ask: ({ entries }) => (entries.length ? `Set ${entries[0].key} to 45 minutes.` : "Log 30 minutes on the task that I worked on."),
  head: ({ day: on, total, entries }) => {
    const billable = entries.filter((each) => each.billable).reduce((sum, { minutes }) => sum + minutes, 0);
    return {
      title: isDay(on ?? "") ? formats.longDay.format(Date.parse(on)) : "A day",
      facts: [h("strong", duration(total)), billable ? `, ${duration(billable)} billable` : ""],
    };
  },
  body: ({ day: on, entries, gaps }) => {
    const rows = [...entries.map((each) => [Date.parse(each.start), entryRow(each)]), ...gaps.map((each) => [Date.parse(each.start), gapRow(each)])];
    const adding = state.editor?.of === "new" && canWrite();
    return [
      entries.length > 0 && strip(entries, gaps),
      !entries.length && h("p.empty", "Nothing is logged on this day."),
      h("ul.day", rows.sort(([one], [other]) => one - other).map(([, row]) => row), adding && adder()),
      canWrite() && isDay(on ?? "") && !adding && h("div.acts.end", button("add new", "Add entry", () => startAdding(null), { tone: entries.length ? "" : "primary" })),
    ];
  },
};

const VIEWS = { board, changes, conflicts: conflictsView, day };

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
draw();
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
    draw();
    new ResizeObserver(size).observe(document.body);
  },
  (lost) => {
    state.line = sentence(lost.message);
    draw();
  },
);
