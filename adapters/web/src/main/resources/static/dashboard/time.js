// The entries of a day, and the cells of a week: dialogs change, add, split and delete through the API. Times are those of the
// page's zone. It stands on edit.js.
"use strict";

/** What the dialogs are about: the entry as the API told it, and what the fields said of it; of a new one nothing. */
let entry = null;

const zoneOf = () => main.querySelector("[data-zone]").dataset.zone;

/** How far the zone is ahead of UTC at an instant, in milliseconds. */
function ahead(instant, zone) {
  const format = new Intl.DateTimeFormat("en-GB", {
    timeZone: zone, hourCycle: "h23",
    year: "numeric", month: "numeric", day: "numeric", hour: "numeric", minute: "numeric", second: "numeric",
  });
  const part = Object.fromEntries(format.formatToParts(instant).map((each) => [each.type, Number(each.value)]));
  const wall = new Date(0).setUTCFullYear(part.year, part.month - 1, part.day); // Date.UTC takes the year 26 for 1926
  return new Date(wall).setUTCHours(part.hour, part.minute, part.second) - instant;
}

const DAY = 86_400_000;

/** A local time as if it were of UTC. */
const wallOf = (local) => Date.parse(local + "Z");

/** The instants of a local time: none where the clock leaves it out, two of an hour that comes twice. */
function instantsOf(local, zone) {
  const wall = wallOf(local);
  const offsets = new Set([wall - DAY, wall + DAY].map((near) => ahead(near, zone)));
  return [...offsets].map((each) => wall - each).filter((each) => each + ahead(each, zone) === wall).sort((one, other) => one - other);
}

/** The instant of a local time that there is; of an hour that comes twice the one that is nearer to what was, else the first. */
function instantOf(local, zone, was) {
  if (Number.isNaN(wallOf(local))) return null;
  const from = was ? Date.parse(was) : 0;
  const [found] = instantsOf(local, zone).sort((one, other) => Math.abs(one - from) - Math.abs(other - from));
  return new Date(found).toISOString().replace(".000", "");
}

/** Why a local time cannot be; null where it can. */
function missingIn(local, zone) {
  const wall = wallOf(local);
  if (Number.isNaN(wall) || instantsOf(local, zone).length) return null;
  let [last, next] = [wall - DAY, wall + DAY];
  const [before, after] = [ahead(last, zone), ahead(next, zone)];
  while (next - last > 1000) {
    const middle = Math.floor((last + next) / 2000) * 1000;
    if (ahead(middle, zone) === before) last = middle;
    else next = middle;
  }
  const clock = (offset) => new Date(next + offset).toISOString().slice(11, 16);
  return `${local.slice(11, 16)} does not exist on this day: the clock goes from ${clock(before)} to ${clock(after)}.`;
}

/** Says so at each of the fields that has a time that cannot be; whether there was one. */
function sayMissing(form, names) {
  const box = form.closest("dialog");
  clearErrors(box);
  const wrong = names.filter((name) => {
    const said = missingIn(form.elements[name].value, zoneOf());
    return said && sayAt(box, name, said);
  });
  form.elements[wrong[0]]?.focus();
  return wrong.length > 0;
}

/** As a field has it; null where there is no time. */
const localOf = (iso, zone) =>
  iso ? new Date(Date.parse(iso) + ahead(Date.parse(iso), zone)).toISOString().slice(0, 19) : "";

/** Of an hour that comes twice, which one: its offset, as the table has it. */
function whichOf(iso, zone) {
  if (!iso || instantsOf(localOf(iso, zone), zone).length < 2) return "";
  const minutes = Math.round(ahead(Date.parse(iso), zone) / 60_000);
  const two = (number) => String(number).padStart(2, "0");
  return ` ${minutes < 0 ? "-" : "+"}${two(Math.floor(Math.abs(minutes) / 60))}:${two(Math.abs(minutes) % 60)}`;
}

const clockAt = (iso, zone) => (iso ? localOf(iso, zone).slice(11, 16) + whichOf(iso, zone) : "now");

/** Behind the title of a dialog, whose fields cannot say it. */
const whichAre = (was, zone) =>
  whichOf(was.start, zone) || whichOf(was.end, zone) ? `, ${clockAt(was.start, zone)}–${clockAt(was.end, zone)}` : "";

const apiOf = (key) => `/api/time-entries/${key}`;

function wordsOf(seconds) {
  const minutes = Math.floor(seconds / 60);
  if (minutes < 60) return `${minutes} min`;
  return `${Math.floor(minutes / 60)} h${minutes % 60 ? ` ${minutes % 60} min` : ""}`;
}

const summaryOf = (each, zone) =>
  `${clockAt(each.start, zone)}–${clockAt(each.end, zone)}, ${wordsOf(each.seconds)}, ` +
  (each.taskKey || each.projectKey || "no task or project") +
  (each.note ? `: ${each.note}` : "");

/** Of the fields, as they are compared. */
const shown = (form) => ({
  start: form.elements.start.value,
  end: form.elements.end.value,
  on: form.elements.on.value.trim().toUpperCase(),
  note: form.elements.note.value.trim(),
  tags: form.elements.tags.value.split(",").map((each) => each.trim()).filter(Boolean).join(", "),
  billable: form.elements.billable.checked,
});

/** `was` is an entry as the API tells it; without a key it is a new one, and has what the fields begin with. */
function openEntry(was) {
  const box = document.getElementById("entry");
  const form = box.querySelector("form");
  const zone = zoneOf();
  clearErrors(box);
  box.querySelector("h2").textContent = was.key ? `Edit ${was.key}${whichAre(was, zone)}` : "New time entry";
  const fields = form.elements;
  fields.start.value = was.key ? localOf(was.start, zone) : was.start;
  fields.end.value = was.key ? localOf(was.end, zone) : was.end;
  fields.on.value = was.taskKey || was.projectKey || "";
  fields.note.value = was.note || "";
  fields.tags.value = (was.tags || []).join(", ");
  fields.billable.checked = was.billable === true;
  entry = { was, fields: shown(form) };
  box.showModal();
  fields[was.key ? "start" : "on"].focus();
}

/** Only what was changed is sent, so that what is finer than the field stays as it is. */
function bodyOf(form) {
  const now = shown(form);
  const zone = zoneOf();
  const { was, fields } = entry;
  const body = {};
  const near = (name) => (was.key && was[name]) || (name === "end" && (body.start || (was.key && was.start)));
  for (const name of ["start", "end"])
    if (!was.key || now[name] !== fields[name]) body[name] = now[name] ? instantOf(now[name], zone, near(name)) : null;
  const isNew = (name) => now[name] !== (was.key ? fields[name] : name === "billable" ? false : "");
  if (isNew("on")) Object.assign(body, onBody(now.on));
  if (isNew("note")) body.note = now.note || null;
  if (isNew("tags")) body.tags = now.tags ? now.tags.split(", ") : [];
  if (isNew("billable")) body.billable = now.billable;
  if (!was.key) body.timeZone = zone;
  return body;
}

function onBody(on) {
  if (!on) return { task: null, project: null };
  return on.startsWith("T-") ? { task: on } : { project: on };
}

const SEEN = ["start", "end", "taskKey", "projectKey", "note", "tags", "billable"];

/** What somebody saw of it, by the names of the API. */
const seenOf = (was) => Object.fromEntries(SEEN.map((name) => [name, was[name]]));

const toldAs = (name, value) =>
  ["start", "end"].includes(name) && value ? localOf(value, zoneOf()).replace("T", " ") + whichOf(value, zoneOf()) : told(value);

/** Where one goes on: the row, or else the cell that was corrected. */
function focusOnEntry(key, cell) {
  const found = document.getElementById(key) || (cell && main.querySelector(`[data-cell="${CSS.escape(cell)}"]`));
  (found || main).focus();
}

/** Asks for the entry as it is now, and opens a dialog with it; the page may be drawn anew meanwhile. */
async function withEntry(key, open) {
  try {
    open(await read(apiOf(key)));
  } catch (failure) {
    tell(failure, null, true);
  }
}

function openSplit(was) {
  const box = document.getElementById("entry-split");
  const zone = zoneOf();
  clearErrors(box);
  box.querySelector("h2").textContent = `Split ${was.key}${whichAre(was, zone)}`;
  const exact = (Date.parse(was.start) + Date.parse(was.end)) / 2;
  const middle = new Date(Math.max(exact - (exact % 60000), Date.parse(was.start) + 1000)).toISOString();
  box.querySelector("[name=at]").value = localOf(middle, zone);
  entry = { was, middle };
  box.showModal();
  box.querySelector("[name=at]").focus();
}

function openGone(was) {
  const box = document.getElementById("entry-gone");
  clearErrors(box);
  box.querySelector("h2").textContent = `Delete ${was.key}?`;
  box.querySelector("[data-what]").textContent = summaryOf(was, zoneOf());
  entry = { was };
  box.showModal();
  box.querySelector("[data-cancel]").focus();
}

/** The dialog of an entry that there is, with both ways out where somebody else was faster. */
function attemptOf(form, work, done, after) {
  const box = form.closest("dialog");
  const { was, cell } = entry;
  return attempt(
    {
      box,
      api: apiOf(was.key),
      seen: seenOf(was),
      told: toldAs,
      missing: "on",
      work,
      leave: () => box.close(),
      after: after || (() => focusOnEntry(was.key, cell)),
      done,
    },
    was.version,
  );
}

function saveEntry(form) {
  if (sayMissing(form, ["start", "end"])) return;
  const body = bodyOf(form);
  const { was, cell } = entry;
  const box = form.closest("dialog");
  if (was.key) {
    if (!Object.keys(body).length) return box.close();
    return attemptOf(form, (version) => send("PATCH", apiOf(was.key), body, version), `${was.key} is changed.`);
  }
  return attempt({
    box,
    missing: "on",
    work: () => send("POST", "/api/time-entries", body),
    leave: () => box.close(),
    after: (json) => focusOnEntry(json.key, cell),
    done: "The time entry is added.",
  });
}

function splitEntry(form) {
  if (sayMissing(form, ["at"])) return;
  const { was, middle } = entry;
  const at = form.elements.at.value ? instantOf(form.elements.at.value, zoneOf(), middle) : null;
  const work = (version) => send("POST", `${apiOf(was.key)}/split`, { at }, version);
  attemptOf(form, work, `${was.key} is now two time entries.`);
}

function deleteEntry(form) {
  const { was } = entry;
  const work = (version) => send("DELETE", apiOf(was.key), undefined, version);
  attemptOf(form, work, `${was.key} is deleted.`, () => main.focus());
}

/** What a new entry of a cell begins with: behind what was logged last on that day, else at nine. */
function behind(all, day, zone) {
  const ends = all.map((each) => localOf(each.end, zone)).filter((end) => end.startsWith(day)).sort();
  const start = ends.at(-1) || `${day}T09:00:00`;
  const hour = Math.min(23, Number(start.slice(11, 13)) + 1);
  return { start, end: `${day}T${String(hour).padStart(2, "0")}${start.slice(13)}` };
}

/** What stands behind a time of the week: its entries, each to be changed; where there is none, a new one. */
async function openCell(link) {
  const { cell } = link.dataset;
  const [project, day] = cell.split(" ");
  const zone = zoneOf();
  const query = new URLSearchParams({ person: "me", from: day, to: day, split: "true", timeZone: zone, limit: "200" });
  let all;
  try {
    all = (await read(`/api/time-entries?${query}`)).items;
  } catch (failure) {
    return tell(failure, null, true);
  }
  const mine = all.filter((each) => (each.projectKey || "") === project);
  const fresh = { ...behind(all, day, zone), projectKey: project };
  if (!mine.length) return openNew(fresh, cell);
  const box = document.getElementById("cell");
  box.querySelector("h2").textContent = `${project || "Without a project"}, ${day}`;
  box.querySelector("[data-day]").href = `/time?day=${day}`;
  box.querySelector("[data-entries]").replaceChildren(...mine.reverse().map((each) => lineOf(each, cell, zone)));
  box.querySelector("[data-entry-new]").onclick = () => {
    box.close();
    openNew(fresh, cell);
  };
  box.showModal();
}

function lineOf(each, cell, zone) {
  const change = make("button", { type: "button", textContent: "Edit…" });
  change.append(make("span", { className: "hidden", textContent: ` ${each.key}` }));
  change.addEventListener("click", () => {
    document.getElementById("cell").close();
    withEntry(each.key, (was) => {
      openEntry(was);
      entry.cell = cell;
    });
  });
  const words = make("bdi", { textContent: summaryOf(each, zone) });
  return make("li", {}, make("span", { className: "key", textContent: each.key }), " ", words, " ", each.locked ? "locked" : change);
}

function openNew(from, cell) {
  openEntry(from);
  entry.cell = cell;
}

document.addEventListener("submit", (event) => {
  const [work] = [
    ["[data-entry-form]", saveEntry],
    ["[data-split-form]", splitEntry],
    ["[data-gone-form]", deleteEntry],
  ].filter(([selector]) => event.target.matches(selector));
  if (!work) return;
  event.preventDefault();
  work[1](event.target);
});

document.addEventListener("click", (event) => {
  const link = event.target.closest("[data-cell]");
  if (link && !event.ctrlKey && !event.metaKey && !event.shiftKey) {
    event.preventDefault();
    openCell(link);
  }
  const button = event.target.closest("main [data-entry-new], [data-entry-edit], [data-entry-split], [data-entry-delete]");
  if (!button || button.closest("dialog")) return;
  const key = button.closest("[data-entry]")?.dataset.entry;
  if (button.matches("[data-entry-new]")) openNew({ start: button.dataset.start, end: button.dataset.end });
  if (button.matches("[data-entry-edit]")) withEntry(key, openEntry);
  if (button.matches("[data-entry-split]")) withEntry(key, openSplit);
  if (button.matches("[data-entry-delete]")) withEntry(key, openGone);
});
