// A file goes to the API as it is, is checked there, and is stored only if it is the one that was checked. It is never
// read into the page.
"use strict";

{
  const form = document.querySelector("[data-import]");
  const part = (name) => form.querySelector(`[data-${name}]`);
  const step = (name) => form.querySelector(`[data-step="${name}"]`);

  let file = null;
  let checked = null;
  let running = null;

  /** Nothing is chosen meanwhile: what has been sent would be stored all the same, and nobody would be told. */
  let storing = false;

  /** By what was to be stored, of those of which nobody knows whether it was: asked for again they are stored once. */
  const unanswered = new Map();

  /** By their request ids, those that this page has sent. */
  const mine = new Set();

  /** So long nobody tells that a file is worked on before it is given up. While its progress is told it may take hours. */
  const SILENCE = 30_000;

  /** Bytes a millisecond, on a slow line: what stands before the server may pass on nothing before it has all of a file. */
  const SLOW_LINE = 100;

  /** A new choice starts over. */
  function choose(chosen) {
    if (storing) return;
    file = chosen;
    startOver();
    part("chosen").textContent = file ? `${file.name}, ${size(file.size)}` : "";
    if (!file) return;
    const name = file.name.toLowerCase();
    if (name.endsWith(".csv")) form.elements.type.value = "text/csv";
    else if (name.includes("issues") || name.includes("beads")) form.elements.type.value = "application/x-beads+jsonl";
    else if (/\.(ndjson|jsonl|json)$/.test(name)) form.elements.type.value = "application/x-ndjson";
    showKind();
  }

  function startOver() {
    checked = null;
    running?.abort();
    running = null;
    for (const name of ["check", "store", "done"]) step(name).hidden = true;
    part("check").disabled = !file;
  }

  const size = (bytes) => (bytes < 1e6 ? `${Math.ceil(bytes / 1e3)} kB` : `${(bytes / 1e6).toFixed(1)} MB`);

  function showKind() {
    for (const each of form.querySelectorAll("[data-of]")) each.hidden = each.dataset.of !== form.elements.type.value;
  }

  function query(more) {
    const asked = new URLSearchParams(more);
    const beads = form.elements.type.value === "application/x-beads+jsonl";
    const csv = form.elements.type.value === "text/csv";
    for (const name of [...(beads ? ["project"] : []), ...(csv ? ["person", "timeZone", "dates"] : [])]) {
      const value = form.elements[name].value.trim();
      if (value) asked.set(name, value);
    }
    const create = csv ? [...form.querySelectorAll("[name=create]:checked")].map((each) => each.value) : [];
    if (create.length) asked.set("create", create.join(","));
    return asked;
  }

  /** Sends the file, and tells meanwhile how far it is. */
  async function sendFile(asked, key) {
    const id = newKey();
    mine.add(id);
    const sending = (running = new AbortController());
    const { signal } = sending;
    const headers = {
      Accept: "application/json",
      "Content-Type": form.elements.type.value,
      "X-Request-Id": id,
      "X-XSRF-TOKEN": cookie("XSRF-TOKEN"),
    };
    if (key) headers["Idempotency-Key"] = key;
    watch(id, sending, key);
    try {
      const answer = await fetch(`/api/import?${asked}`, { method: "POST", headers, body: file, signal });
      const json = await answer.json();
      if (answer.status === 401) throw loggedOut();
      if (!answer.ok) throw Object.assign(new Error(json.detail), { problem: json });
      return json;
    } finally {
      sending.abort(); // nobody looks how far it is any more
      part("progress").hidden = true;
    }
  }

  /**
   * Looks how far it is, one look after the other, until it is over, or until too long nobody has told. None counts for more
   * than a look takes at most: a machine that slept has not waited.
   */
  async function watch(id, sending, key) {
    const { signal } = sending;
    let patience = SILENCE + file.size / SLOW_LINE;
    let silent = 0;
    while (!signal.aborted) {
      const begun = performance.now();
      await new Promise((over) => setTimeout(over, 500));
      const run = await progressOf(id, signal);
      if (signal.aborted) return;
      silent = run ? 0 : silent + Math.min(performance.now() - begun, LOOK);
      if (run) {
        patience = SILENCE;
        tellProgress(run);
      } else if (silent > patience) sending.abort(noWord(silent, key));
    }
  }

  /** Null where nobody tells that it is worked on. */
  async function progressOf(id, signal) {
    try {
      const answer = await fetch(`/api/import/${id}`, { signal: AbortSignal.any([signal, AbortSignal.timeout(LOOK)]) });
      const run = answer.ok ? await answer.json() : null;
      return run?.state === "running" ? run : null;
    } catch {
      return null;
    }
  }

  function noWord(silent, key) {
    const known = key ? "The file may be stored. Press Import again: Devledger stores nothing twice." : "Nothing is stored. Check the file again.";
    return Object.assign(new Error(`The server has not answered for ${Math.round(silent / 1000)} s. ${known}`), { silent: true });
  }

  function tellProgress({ phase, bytes, lines, events, perSecond }) {
    const words = {
      receiving: `Sent ${size(bytes)} of ${size(file.size)}.`,
      waiting: "Another import is running. This import waits until it is done.",
      checking: `Read ${count(lines, "line")}.`,
      storing: `Stored ${count(events, "event")}, ${perSecond.toLocaleString()} per second.`,
    };
    part("words").textContent = words[phase] || "";
    const expected = phase === "storing" ? checked?.events : file.size;
    const done = phase === "storing" ? events : bytes;
    if (expected && phase !== "waiting") part("progress").value = Math.min(1, done / expected);
  }

  function begin(words) {
    const bar = part("progress");
    bar.hidden = false;
    bar.removeAttribute("value");
    part("words").textContent = words;
    part("check").disabled = true;
  }

  async function check() {
    startOver();
    step("check").hidden = false;
    part("found").replaceChildren();
    begin("Sending the file…");
    document.getElementById("import-check").focus();
    try {
      checked = await sendFile(query({ dryRun: "true" }));
      tellFound();
    } catch (failure) {
      if (failure.name !== "AbortError") tellWrong(failure);
    }
    part("check").disabled = !file;
  }

  function tellFound() {
    const rows = checked.projects + checked.tasks + checked.entries;
    const parts = [count(checked.projects, "project"), count(checked.tasks, "task")];
    if (checked.entries) parts.push(count(checked.entries, "time entry", "time entries"));
    let words = `This import would create ${parts.join(", ")}, with ${count(checked.events, "event")}.`;
    if (checked.present) words += ` ${count(checked.present, "row already exists and stays as it is", "rows already exist and stay as they are")}.`;
    if (checked.skipped) words += ` ${count(checked.skipped, "row creates", "rows create")} nothing.`;
    part("words").textContent = words;
    const sample = checked.sample.map((row) => [row.line, row.type, row.project, row.title, row.status]);
    part("found").append(folded("Preview of the first rows", ["Line", "Type", "Project", "Title", "Status"], sample));
    if (checked.warnings.length) {
      const warnings = checked.warnings.map((each) => [each.line, each.field, each.message]);
      part("found").append(folded(count(checked.warnings.length, "warning"), ["Line", "Field", "Message"], warnings));
    }
    step("store").hidden = rows === 0;
    part("store").textContent = `Import ${count(rows, "row")}`;
    part("store").disabled = false;
  }

  function tellWrong(failure) {
    const { problem } = failure;
    const errors = (problem?.errors || []).filter((each) => each.line);
    const detail = failure.message || "The server cannot be reached.";
    if (failure.status === 401) {
      part("words").textContent = "";
      sayWrong(part("words"), failure);
      return;
    }
    part("words").textContent = errors.length
      ? `${count(errors.length, "error")}${errors.length >= 100 ? " or more" : ""}; nothing is stored.`
      : words(problem || { detail }, 0);
    if (!errors.length) return;
    const rows = errors.map((each) => [each.line, each.field, each.message, each.text]);
    const download = Object.assign(document.createElement("button"), { type: "button", textContent: "Download wrong rows (CSV)" });
    download.addEventListener("click", () => save(rows));
    part("found").append(table(["Line", "Field", "Error", "Text of the line"], rows), download);
  }

  function folded(title, names, rows) {
    const details = document.createElement("details");
    details.append(Object.assign(document.createElement("summary"), { textContent: title }), table(names, rows));
    return details;
  }

  function table(names, rows) {
    const made = document.createElement("table");
    made.className = "cards-when-narrow";
    const head = made.createTHead().insertRow();
    for (const name of names)
      head.append(Object.assign(document.createElement("th"), { scope: "col", textContent: name }));
    const body = made.createTBody();
    for (const row of rows) {
      const line = body.insertRow();
      row.forEach((value, i) => {
        const cell = line.insertCell();
        cell.dataset.name = names[i];
        if (names[i] === "Text of the line") cell.className = "line-text";
        const text = document.createElement("bdi");
        text.textContent = value ?? "";
        cell.append(text);
      });
    }
    return made;
  }

  /** A cell of somebody else's must not begin a formula. */
  function save(rows) {
    const cell = (value) => {
      const text = String(value ?? "");
      return `"${(/^[=+\-@\t\r]/.test(text) ? "'" + text : text).replaceAll('"', '""')}"`;
    };
    const lines = [["line", "field", "message", "text"], ...rows].map((row) => row.map(cell).join(","));
    const link = document.createElement("a");
    link.href = URL.createObjectURL(new Blob([lines.join("\r\n") + "\r\n"], { type: "text/csv" }));
    link.download = "bad-rows.csv";
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 10000);
  }

  async function store() {
    part("store").disabled = true;
    lock(true);
    begin("Sending the file…");
    const asked = query({ checked: checked.checked });
    const what = String(asked);
    const key = unanswered.get(what) || newKey();
    unanswered.set(what, key);
    const started = performance.now();
    try {
      tellDone(await sendTwice(asked, key), (performance.now() - started) / 1000);
      unanswered.delete(what);
    } catch (failure) {
      if (isLost(failure)) {
        part("words").textContent = failure.silent
          ? failure.message
          : "The server did not answer. The file may be stored. Press Import again: Devledger stores nothing twice.";
        part("store").disabled = false;
      } else {
        unanswered.delete(what);
        step("store").hidden = true;
        tellWrong(failure);
      }
    }
    lock(false);
    part("check").disabled = !file;
  }

  function lock(now) {
    storing = now;
    form.querySelector("section").inert = now;
  }

  /** No answer came, or none that can be read. */
  const isLost = (failure) => failure instanceof TypeError || failure instanceof SyntaxError || failure.silent;

  /** Under the same key, so that nothing is stored twice. Whoever has waited long enough is asked first. */
  async function sendTwice(asked, key) {
    try {
      return await sendFile(asked, key);
    } catch (failure) {
      if (!isLost(failure) || failure.silent) throw failure;
      begin("The answer was lost. Asking again…");
      await new Promise((over) => setTimeout(over, 1000));
      return sendFile(asked, key);
    }
  }

  function tellDone(done, seconds) {
    step("store").hidden = true;
    step("done").hidden = false;
    part("words").textContent = "";
    part("result").textContent = `${count(done.events, "event")} in ${seconds.toFixed(1)} s.`;
    part("changes").href = `/change-sets/${encodeURIComponent(done.changeSet)}`;
    document.getElementById("import-done").focus();
  }

  /** One at a time is stored: who is about to send another one sees beforehand that it will wait, and for what. */
  async function tellOthers() {
    const place = document.querySelector("[data-others]");
    if (document.hidden || !part("progress").hidden) return; // one of its own is told by itself
    const answer = await fetch("/import", { headers: { Accept: "text/html" }, signal: AbortSignal.timeout(LOOK) });
    if (!answer.ok || answer.redirected) return;
    const fresh = new DOMParser().parseFromString(await answer.text(), "text/html").querySelector("[data-others]");
    if (!fresh) return;
    for (const each of fresh.querySelectorAll("[data-request]")) if (mine.has(each.dataset.request)) each.remove();
    if (place.innerHTML.trim() === fresh.innerHTML.trim()) return;
    if (place.children.length !== fresh.children.length)
      document.getElementById("heard").textContent = fresh.children.length
        ? "Another import is running. Yours would wait until it is done."
        : "No other import is running now.";
    place.replaceChildren(...fresh.children);
  }

  /** The next look comes after the one before: after its answer, or where none came. */
  const lookAgain = () => setTimeout(() => tellOthers().catch(() => null).finally(lookAgain), 2000);
  lookAgain();

  const EXAMPLES = {
    csv: ["try.csv", "project,title,status,priority,dueDate\nGarden,,active,high,\nGarden,Order the seeds,,,2026-03-31\nGarden,Build the beds,,,\n"],
    ndjson: ["try.ndjson", '{"project": {"ref": "web", "name": "Website", "status": "active"}}\n{"task": {"project": "web", "title": "The home page"}}\n'],
    wrong: ["wrong.csv", "project,title,status,priority,dueDate\nGarden,,active,high,\nGarden,Order the seeds,,,31.3.\n"],
  };

  // The same file may be chosen again when it was corrected, which is no change of its name.
  form.elements.file.addEventListener("click", () => (form.elements.file.value = ""));
  form.elements.file.addEventListener("cancel", () => choose(null));
  form.elements.file.addEventListener("change", (event) => choose(event.target.files[0] || null));
  form.addEventListener("change", (event) => {
    if (event.target.name === "type") showKind();
    if (event.target.name !== "file") startOver();
  });
  form.addEventListener("submit", (event) => event.preventDefault());
  form.addEventListener("click", (event) => {
    const button = event.target.closest("button");
    if (!button) return;
    if (button.matches("[data-check]")) check();
    if (button.matches("[data-store]")) store();
    if (button.matches("[data-try]")) {
      const [name, text] = EXAMPLES[button.dataset.try];
      choose(new File([text], name));
    }
  });

  const drop = part("drop");
  for (const name of ["dragenter", "dragover"])
    drop.addEventListener(name, (event) => {
      event.preventDefault();
      drop.classList.add("over");
    });
  drop.addEventListener("dragleave", () => drop.classList.remove("over"));
  drop.addEventListener("drop", (event) => {
    event.preventDefault();
    drop.classList.remove("over");
    choose(event.dataTransfer.files[0] || null);
  });
  showKind();
}
