// The entries of a day: a dialog changes one or adds one, through the API. Times are those of the page's zone.
"use strict";

let entry = null;

const zoneOf = () => main.querySelector("[data-zone]").dataset.zone;

/** How far the zone is ahead of UTC at an instant, in milliseconds. */
function ahead(instant, zone) {
  const format = new Intl.DateTimeFormat("en-GB", {
    timeZone: zone, hourCycle: "h23",
    year: "numeric", month: "numeric", day: "numeric", hour: "numeric", minute: "numeric", second: "numeric",
  });
  const part = Object.fromEntries(format.formatToParts(instant).map((each) => [each.type, Number(each.value)]));
  return Date.UTC(part.year, part.month - 1, part.day, part.hour, part.minute, part.second) - instant;
}

/** The instant of a local time; of an hour that comes twice, one of the two. */
function instantOf(local, zone) {
  const wall = Date.parse(local + "Z");
  if (Number.isNaN(wall)) return null;
  const near = wall - ahead(wall, zone);
  return new Date(wall - ahead(near, zone)).toISOString().replace(".000", "");
}

function openEntry(data) {
  entry = data;
  const dialog = document.getElementById("entry");
  const form = dialog.querySelector("form");
  dialog.querySelector("h2").textContent = data.entry ? `Change ${data.entry}` : "A new entry";
  for (const name of ["start", "end", "on", "note"]) form.elements[name].value = data[name] || "";
  form.elements.billable.checked = data.billable === "true";
  entry.shown = shown(form);
  tellFields(form, []);
  dialog.showModal();
  form.elements[data.entry ? "start" : "on"].focus();
}

const shown = (form) => ({
  start: form.elements.start.value,
  end: form.elements.end.value,
  on: form.elements.on.value.trim().toUpperCase(),
  note: form.elements.note.value.trim(),
  billable: form.elements.billable.checked,
});

/** Only what was changed is sent, so that what is finer than the field stays as it is. */
function bodyOf(form) {
  const now = shown(form);
  const zone = zoneOf();
  const isNew = (name) => (entry.entry ? now[name] !== entry.shown[name] : now[name] !== "" && now[name] !== false);
  const body = {};
  for (const name of ["start", "end"])
    if (isNew(name) || !entry.entry) body[name] = now[name] ? instantOf(now[name], zone) : null;
  if (isNew("on")) Object.assign(body, onBody(now.on));
  if (isNew("note")) body.note = now.note || null;
  if (isNew("billable")) body.billable = now.billable;
  if (!entry.entry) body.timeZone = zone;
  return body;
}

function onBody(on) {
  if (!on) return { task: null, project: null };
  return on.startsWith("T-") ? { task: on } : { project: on };
}

const FIELDS = { task: "on", project: "on", seconds: "end" };

/** Each problem at its field, the focus on the first; what has no field stands below all. */
function tellFields(form, problems) {
  const rest = [];
  for (const each of form.querySelectorAll("[data-wrong]")) {
    each.textContent = "";
    form.elements[each.dataset.wrong].removeAttribute("aria-invalid");
  }
  for (const { field, message: words } of problems) {
    const name = FIELDS[field] || field;
    const place = form.querySelector(`[data-wrong="${CSS.escape(name || "")}"]`);
    if (!place) {
      rest.push(field ? `${field} ${words}` : words);
      continue;
    }
    place.textContent = `${place.textContent} ${words}`.trim();
    form.elements[name].setAttribute("aria-invalid", "true");
  }
  form.querySelector("[data-error]").textContent = rest.join(" ");
  form.querySelector("[aria-invalid=true]")?.focus();
}

/** What there is not is told of the field that named it. */
function problemsOf(failure) {
  const errors = failure.problem?.errors || [];
  if (errors.length) return errors;
  return [{ field: failure.status === 404 ? "on" : null, message: failure.message }];
}

async function saveEntry(form) {
  const { entry: key, version } = entry;
  const body = bodyOf(form);
  try {
    const { json, changeSet } = key
      ? await send("PATCH", `/api/time-entries/${key}`, body, version)
      : await send("POST", "/api/time-entries", body);
    form.closest("dialog").close();
    await draw();
    tell(key ? `${key} is changed.` : `${json.key} is there.`, changeSet);
    document.getElementById(json.key)?.focus();
  } catch (failure) {
    tellFields(form, failure.status === 401 ? [] : problemsOf(failure));
    if (failure.status === 401) sayWrong(form.querySelector("[data-error]"), failure);
  }
}

document.addEventListener("submit", (event) => {
  if (!event.target.matches("[data-entry-form]")) return;
  event.preventDefault();
  saveEntry(event.target);
});

document.addEventListener("click", (event) => {
  const button = event.target.closest("[data-entry-new], [data-entry-edit], [data-entry-delete]");
  if (!button) return;
  const row = button.closest("[data-entry]");
  if (button.matches("[data-entry-new]")) openEntry({ ...button.dataset });
  if (button.matches("[data-entry-edit]")) openEntry({ ...row.dataset });
  if (button.matches("[data-entry-delete]")) {
    const { entry: key, version } = row.dataset;
    act(() => send("DELETE", `/api/time-entries/${key}`, undefined, version), `${key} is deleted.`);
  }
});
