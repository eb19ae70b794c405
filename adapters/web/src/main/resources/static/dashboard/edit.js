// What a project and a task say of themselves is changed where it stands: the title in its place, all else in a dialog.
// It stands on dashboard.js.
"use strict";

/**
 * Does what was asked for, and where it is refused says at the place why, and which ways out there are.
 *
 * `box` holds the fields and a [data-error]; `work(version, force)` sends it; `leave` closes the box; `api` is what it is
 * about, and `seen` what it was when somebody began; `told` says a value of it in words. `missing` is the field that names what
 * may not exist.
 */
async function attempt(asked, version, force) {
  const isThere = stays(asked.box);
  clearErrors(asked.box);
  let answer;
  try {
    answer = await asked.work(version, force);
  } catch (failure) {
    if (isThere()) await refused(asked, failure, version, isThere);
    else tell(failure, null, true);
    return null;
  }
  if (isThere()) asked.leave();
  await draw();
  asked.after?.(answer.json);
  tell(asked.done, answer.changeSet);
  return answer.json;
}

async function refused(asked, failure, version, isThere) {
  const problem = failure.problem || {};
  const wrong = asked.box.querySelector("[data-error]");
  if (failure.status === 401) return sayWrong(wrong, failure);
  if (failure.status === 412)
    return overtaken(wrong, {
      failure,
      isThere,
      about: [{ api: asked.api, seen: asked.seen }],
      say: asked.told,
      mine: ([now]) => attempt(asked, now.version),
      theirs: async ([now]) => {
        asked.leave();
        await draw();
        asked.after?.(now);
      },
    });
  if (failure.status === 404 && asked.missing && sayAt(asked.box, asked.missing, failure.message))
    asked.box.querySelector("[aria-invalid]").focus();
  else sayRefused(asked.box, failure);
  if (problem.type?.endsWith(":claimed")) wrong.append(" ", again(() => attempt(asked, version, true)));
}

{
  // A title is a field in its own place.
  const placeOf = (element) => element?.closest?.("[data-api]");
  const isShown = (place) => place?.querySelector("[data-edit-title], [data-menu]") && main.dataset.live === "true";

  const HINT = "Enter saves, Esc cancels.";
  const HINT_OF_LINES = HINT + " Tab makes it a subtask of the task above, Shift+Tab moves it one level up.";

  window.editTitle = (place, version) => {
    if (!isShown(place)) return;
    if (place.querySelector("[data-editing]")) return place.querySelector("[data-editing] input").focus();
    for (const other of main.querySelectorAll("[data-editing]")) {
      if (isChanged(other.querySelector("input"))) return other.querySelector("input").focus(); // what was typed there stays
      leave(placeOf(other));
    }
    const shown = place.querySelector("[data-title]");
    const label = `${place.dataset.field === "name" ? "Name" : "Title"} of ${place.dataset.api.split("/").pop()}`;
    const field = make("input", { name: place.dataset.field, maxLength: 500, autocomplete: "off" });
    field.setAttribute("aria-label", label);
    field.setAttribute("value", shown.textContent);
    field.dataset.hint = "editing-hint";
    const box = make(
      "span",
      { className: "editing" },
      field,
      make("button", { type: "button", textContent: "Save" }),
      make("button", { type: "button", textContent: "Cancel" }),
      make("span", { id: "editing-hint", className: "hint", textContent: place.dataset.line ? HINT_OF_LINES : HINT }),
    );
    const wrong = make("span", { className: "wrong" });
    wrong.setAttribute("role", "alert");
    wrong.dataset.error = "";
    box.append(wrong);
    box.dataset.editing = version || place.dataset.version;
    describe(field, null);
    const [store, cancel] = box.querySelectorAll("button");
    store.addEventListener("click", () => storeTitle(place));
    cancel.addEventListener("click", () => leave(place, true));
    shown.hidden = true;
    shown.after(box);
    field.focus();
    field.select();
  };

  /** What was typed is gone; what came meanwhile is shown. */
  function leave(place, back) {
    place.querySelector("[data-editing]")?.remove();
    place.querySelector("[data-title]").hidden = false;
    if (back) focusOn(place.dataset);
    if (missed) draw();
  }

  function focusOn({ api, line }) {
    const place = main.querySelector(`[data-api="${CSS.escape(api)}"]`);
    (line ? place : place?.querySelector("[data-edit-title]"))?.focus();
  }

  /** The task or project as it is then; null where it is not stored. */
  window.storeTitle = async (place) => {
    const box = place.querySelector("[data-editing]");
    const { api, field: name } = place.dataset;
    const was = place.querySelector("[data-title]").textContent;
    const value = box.querySelector("input").value.trim();
    if (value === was) {
      leave(place, true);
      return { version: box.dataset.editing };
    }
    const data = { ...place.dataset };
    return attempt(
      {
        box,
        api,
        seen: { [name]: was },
        work: (version, force) => send("PATCH", api + (force ? "?force=true" : ""), { [name]: value }, version),
        leave: () => leave(place),
        after: () => focusOn(data),
        done: `${api.split("/").pop()} is now called ${value}.`,
      },
      box.dataset.editing,
    );
  };

  document.addEventListener("click", (event) => {
    if (event.target.closest("[data-edit-title]")) editTitle(placeOf(event.target));
  });
  document.addEventListener("dblclick", (event) => {
    if (event.target.closest("[data-title]")) editTitle(placeOf(event.target));
  });
  document.addEventListener("keydown", (event) => {
    const place = placeOf(event.target);
    if (!place || event.isComposing || event.ctrlKey || event.metaKey || event.altKey) return;
    const field = event.target.matches("[data-editing] input");
    if (event.key === "Enter" && (field || event.target === place)) {
      event.preventDefault();
      if (field) storeTitle(place);
      else editTitle(place);
    } else if (event.key === "Escape" && place.querySelector("[data-editing]")) {
      event.preventDefault();
      leave(place, true);
    }
  });
}

{
  // All of it in a dialog. What was not touched is not sent, so that nobody else's change of it is taken back.
  const dialog = () => document.getElementById("edit-all");
  const DATES = ["startDate", "dueDate"];
  let edited = null;

  /** Of "2h", "1h 30m" or "45m"; a plain number is minutes. NaN of anything else. */
  function minutesOf(text) {
    const [, hours, minutes] = text.toLowerCase().match(/^(?:(\d+)\s*h)?\s*(?:(\d+)\s*(?:m|min)?)?$/) ?? [];
    return hours || minutes ? 60 * Number(hours ?? 0) + Number(minutes ?? 0) : NaN;
  }

  function durationOf(all) {
    const [hours, minutes] = [Math.floor(all / 60), all % 60];
    return [hours && `${hours}h`, (minutes || !hours) && `${minutes}m`].filter(Boolean).join(" ");
  }

  const value = (field) => {
    const text = field.dataset.as ? field.value.trim() : field.value;
    switch (field.dataset.as) {
      case "list":
        return text.split(",").map((each) => each.trim()).filter(Boolean);
      case "duration":
        return text === "" ? null : minutesOf(text);
      case "text":
        return text;
      default:
        return text === "" ? null : text;
    }
  };

  function fill(field, from) {
    const given = from[field.name];
    if (DATES.includes(field.name)) {
      const clock = DATES.map((name) => from[name]).some((each) => each && each.includes("T"));
      field.type = clock ? "text" : "date";
    }
    const shown = { list: () => given.join(", "), duration: () => (given === null ? "" : durationOf(given)) }[field.dataset.as];
    field.value = shown ? shown() : (given ?? "");
  }

  /** What the fields say, by the names of the API. */
  function said(box) {
    const all = {};
    for (const field of box.querySelectorAll("[name]:not([type=checkbox]):not([data-place])")) all[field.name] = value(field);
    const people = box.querySelector("[data-people]:not([hidden])");
    if (people) all.assignees = [...people.querySelectorAll("input:checked")].map((each) => each.value);
    const places = [...box.querySelectorAll("[data-place]")];
    if (places.length) all.placements = Object.fromEntries(places.map((each) => [each.dataset.place, each.value]));
    return all;
  }

  function showPeople(box, task, people) {
    const all = people.items.filter((each) => !each.archived);
    const assigned = new Set(task.assignees.map((each) => each.key));
    for (const each of task.assignees) if (!all.some((person) => person.key === each.key)) all.push(each);
    box.hidden = all.length === 0;
    for (const each of box.querySelectorAll("label")) each.remove();
    for (const person of all) {
      const tick = make("input", { type: "checkbox", name: "assignees", value: person.key, checked: assigned.has(person.key) });
      box.append(make("label", { className: "choice" }, tick, make("bdi", {}, person.name)));
    }
  }

  function showPlaces(box, project, connectors) {
    const services = connectors.filter((each) => each.mode !== "off" && each.placements.length > 1);
    box.hidden = services.length === 0;
    for (const each of box.querySelectorAll("label")) each.remove();
    for (const service of services) {
      const select = make("select", { name: "placements" }, ...service.placements.map((each) => make("option", { value: each, textContent: each })));
      select.dataset.place = service.name;
      select.value = project.placements[service.name];
      box.append(make("label", {}, service.name + " ", select));
    }
  }

  /** What has to be asked for comes first: the page may be drawn anew meanwhile, and its dialog with it. */
  async function open(api) {
    const ofTask = api.startsWith("/api/tasks/");
    const [now, more] = await Promise.all([read(api), read(ofTask ? "/api/people?limit=200" : "/api/connectors")]);
    const box = dialog();
    clearErrors(box);
    for (const field of box.querySelectorAll("[name]:not([type=checkbox]):not([data-place])")) fill(field, now);
    if (ofTask) showPeople(box.querySelector("[data-people]"), now, more);
    else showPlaces(box.querySelector("[data-placements]"), now, more);
    const before = said(box);
    edited = { api, before, version: now.version, seen: Object.fromEntries(Object.keys(before).map((name) => [name, now[name]])) };
    box.showModal();
    box.querySelector("[name]").focus();
  }

  function changed(box) {
    const body = {};
    for (const [name, now] of Object.entries(said(box))) if (!same(now, edited.before[name])) body[name] = now;
    if (body.placements)
      for (const [service, place] of Object.entries(edited.before.placements))
        if (body.placements[service] === place) delete body.placements[service];
    return body;
  }

  document.addEventListener("click", (event) => {
    const button = event.target.closest("[data-edit-all]");
    if (button) open(button.dataset.editAll).catch((failure) => tell(failure, null, true));
  });

  document.addEventListener("submit", (event) => {
    if (!event.target.matches("[data-edit-form]")) return;
    event.preventDefault();
    const box = dialog();
    clearErrors(box);
    const half = [...box.querySelectorAll("[name]")].find((each) => each.validity.badInput);
    if (half) {
      sayAt(box, half.name, "This field is incomplete: complete it, or leave it empty.");
      return half.focus();
    }
    const odd = [...box.querySelectorAll("[data-as=duration]")].find((each) => Number.isNaN(value(each)));
    if (odd) {
      sayAt(box, odd.name, "Use hours and minutes, such as 2h, 1h 30m or 45m.");
      return odd.focus();
    }
    const body = changed(box);
    if (!Object.keys(body).length) return box.close();
    const { api, seen, version } = edited;
    attempt(
      {
        box,
        api,
        seen,
        work: (of, force) => send("PATCH", api + (force ? "?force=true" : ""), body, of),
        leave: () => box.close(),
        after: () => main.querySelector("[data-edit-all]")?.focus(),
        done: `${api.split("/").pop()} is changed.`,
      },
      version,
    );
  });
}

{
  // A deletion is asked about first, and tells what goes along.
  let going = null;

  document.addEventListener("click", (event) => {
    const button = event.target.closest("[data-delete], [data-restore-task]");
    if (button?.dataset.restoreTask)
      act(() => send("POST", `/api/tasks/${button.dataset.restoreTask}/restore`), "The task is restored.");
    if (!button?.dataset.delete) return;
    const line = button.closest("[data-line]");
    const box = document.getElementById(line ? "delete-task" : "delete");
    going = { box, api: button.dataset.delete, version: (line ?? button).dataset.version };
    clearErrors(box);
    if (line) box.querySelector("h2").replaceChildren(`Delete ${line.dataset.line} `, line.querySelector("[data-title]").cloneNode(true), "?");
    box.showModal();
    box.querySelector("[data-cancel]").focus();
  });

  document.addEventListener("submit", (event) => {
    if (!event.target.matches("[data-delete-form]")) return;
    event.preventDefault();
    const { box, api, version } = going;
    attempt(
      {
        box,
        api,
        seen: {},
        work: (of, force) => send("DELETE", api + (force ? "?force=true" : ""), undefined, of),
        leave: () => box.close(),
        after: () => main.focus(),
        done: `${api.split("/").pop()} is deleted.`,
      },
      version,
    );
  });
}

// The menu of a card leads to these dialogs, as the board does not have them.
if (["#edit-all", "#delete"].includes(location.hash)) {
  const asked = location.hash === "#delete" ? "[data-delete]" : "[data-edit-all]";
  history.replaceState(history.state, "", location.pathname + location.search);
  main.querySelector(`.head ${asked}`)?.click();
}

{
  // A tick with Shift, or a finger that rests on it, asks why.
  let asked = null;
  let resting = null;
  let rested = false;

  function why(tick) {
    asked = { task: tick.dataset.task, done: !tick.checked };
    const box = document.getElementById("why");
    clearErrors(box);
    box.querySelector("h2").textContent = `Why is ${asked.task} ${asked.done ? "done" : "open again"}?`;
    box.querySelector("form").reset();
    box.showModal();
    box.querySelector("input").focus();
  }

  document.addEventListener(
    "click",
    (event) => {
      if (!event.target.matches?.("input[data-task]")) return;
      if (rested || event.shiftKey) {
        event.preventDefault();
        const tick = event.target;
        const held = rested;
        rested = false;
        // While it is dealt with the box shows what it would be; what is prevented is taken back behind it.
        if (!held) setTimeout(() => why(tick));
      }
    },
    true,
  );
  main.addEventListener("pointerdown", (event) => {
    clearTimeout(resting);
    rested = false;
    if (event.pointerType !== "touch" || !event.target.matches("input[data-task]") || event.target.disabled) return;
    const tick = event.target;
    resting = setTimeout(() => {
      rested = true;
      why(tick);
    }, 600);
  });
  for (const end of ["pointerup", "pointercancel"]) main.addEventListener(end, () => clearTimeout(resting));
  document.addEventListener("contextmenu", (event) => event.target.matches?.("input[data-task]") && rested && event.preventDefault());

  document.addEventListener("submit", (event) => {
    if (!event.target.matches("[data-why-form]")) return;
    event.preventDefault();
    const box = document.getElementById("why");
    const { task, done } = asked;
    const reason = new FormData(event.target).get("reason").trim() || null;
    attempt({
      box,
      api: `/api/tasks/${task}`,
      seen: {},
      work: (of, force) => send("POST", `/api/tasks/${task}/${done ? "complete" : "reopen"}${force ? "?force=true" : ""}`, { reason }),
      leave: () => box.close(),
      after: () => main.querySelector(`[data-task="${CSS.escape(task)}"]`)?.focus(),
      done: `${task} is ${done ? "done" : "open again"}.`,
    });
  });
}

// Who has no mouse to point with taps a bar or goes to it; the table below has the same for all.
for (const each of ["click", "focusin"])
  document.addEventListener(each, (event) => {
    const bar = event.target.closest?.(".stays rect, .worked rect");
    if (bar) main.querySelector("[data-stay]").textContent = bar.textContent;
  });
