// Reading works without this. It sends what is changed to the API, and draws the page anew when something was changed.
"use strict";

const main = document.getElementById("main");
const message = document.getElementById("message");

/** So many of something, as a person reads it. */
const count = (n, word, words) => `${n.toLocaleString()} ${n === 1 ? word : words || word + "s"}`;

/** What went wrong, with the way on where there is one. */
function sayWrong(place, failure) {
  place.append(...timed(failure.message));
  showTimes();
  const login = { href: "/login", target: "_blank", rel: "noopener", textContent: "Log in in another tab" };
  if (failure.status === 401) place.append(" ", Object.assign(document.createElement("a"), login));
  place.scrollIntoView({ block: "nearest" }); // a dialog may be higher than its window
}

/** What was done stays readable for a while, with the way back, change sets or a function; what went wrong stays until it is put away. */
function tell(said, changeSet, wrong) {
  const line = document.createElement("p");
  if (said instanceof Error) sayWrong(line, said);
  else line.append(said);
  line.append(" ");
  if (wrong) line.setAttribute("role", "alert");
  if (changeSet?.length || changeSet?.call) line.append(undoOf(changeSet));
  message.replaceChildren(line, dismissal());
  showTimes();
  fading = wrong ? null : line;
  fade();
}

function undoOf(changeSet) {
  const undo = Object.assign(document.createElement("button"), { type: "button", textContent: "Undo" });
  undo.dataset.takeBack = "";
  undo.addEventListener("click", () => takeBack(changeSet));
  return undo;
}

function dismissal() {
  const button = Object.assign(document.createElement("button"), { type: "button", textContent: "×", className: "dismiss" });
  button.setAttribute("aria-label", "Close this message");
  button.addEventListener("click", dismiss);
  return button;
}

function dismiss() {
  const focused = message.contains(document.activeElement);
  message.replaceChildren();
  if (focused) main.focus();
}

let fading = null;
let fadesAt = null;

/** Ten seconds from now, or from when nobody looks at it any more. */
function fade() {
  clearTimeout(fadesAt);
  const mine = fading;
  if (!mine || message.matches(":hover, :focus-within")) return;
  fadesAt = setTimeout(() => mine.isConnected && !message.matches(":hover, :focus-within") && message.replaceChildren(), 10000);
}

for (const each of ["mouseenter", "mouseleave", "focusin", "focusout"])
  message.addEventListener(each, () => setTimeout(fade));

document.addEventListener("keydown", (event) => {
  if (event.key === "Escape" && !document.querySelector("dialog[open]") && !dragged) dismiss();
});

/** Where one change set or several are taken back, and which they are. */
const wayBack = (changeSet) =>
  Array.isArray(changeSet)
    ? { path: "/api/change-sets/undo", body: { changeSets: changeSet } }
    : { path: `/api/change-sets/${changeSet}/undo`, body: {} };

/** At once, as it was done here a moment ago. Where something of it was changed since, the dialog shows that first. */
async function takeBack(changeSet) {
  if (changeSet.call) return act(changeSet, "Undone.");
  const { path, body } = wayBack(changeSet);
  try {
    const answer = await send("POST", path, body);
    await draw();
    tell("Undone.", answer.changeSet);
  } catch (failure) {
    if (failure.status === 409) return openUndo(changeSet);
    tell(failure, null, true);
  }
}

async function act(work, done, force) {
  try {
    const { changeSet } = await work();
    await draw();
    tell(done, changeSet);
    return true;
  } catch (failure) {
    tell(failure, null, true);
    if (force && failure.problem?.type?.endsWith(":claimed")) offer(force, done);
    return false;
  }
}

/** Who holds it has been told; to do it all the same is a step of its own. */
function offer(force, done) {
  message.querySelector("p").append(again(() => act(force, done)));
}

/** Whether somebody is still at it since then: a dialog that was closed and opened again is about something else. */
function stays(box) {
  let left = false;
  box.addEventListener("close", () => (left = true), { once: true });
  return () => !left && box.isConnected && (!box.matches("dialog") || box.open);
}

/** In a dialog what went wrong is told there, and what was typed stays. Whoever has left it is told beside it. */
async function actIn(dialog, work, done, refused = (failure) => sayRefused(dialog, failure)) {
  const isThere = stays(dialog);
  clearErrors(dialog);
  try {
    const { changeSet, json } = await work();
    if (isThere()) {
      dialog.close();
      dialog.querySelector("form").reset();
    }
    await draw();
    tell(typeof done === "function" ? done(json) : done, changeSet);
  } catch (failure) {
    if (!isThere()) return tell(failure, null, true);
    await refused(failure, isThere);
  }
}

/** Whether single letters do nothing, as someone who speaks to the browser may want. */
const KEYS_OFF = "devledger-keys-off";
const keysAreOff = () => localStorage.getItem(KEYS_OFF) !== null;

/** A key of the page, and nothing that is typed. What a dialog holds that has just closed has the focus for a moment longer. */
const isKey = (event) =>
  !keysAreOff() && !event.ctrlKey && !event.metaKey && !event.altKey && !event.target.closest("input:not([type=checkbox]), select, textarea, dialog")?.checkVisibility();
const switchKeysOff = (off) => (off ? localStorage.setItem(KEYS_OFF, "yes") : localStorage.removeItem(KEYS_OFF));

// The page as the server has it now, in the place of the one that is shown.
let drawing = null;
let drawn = null;
let missed = false;

/** Over when the page is at least as new as now: one that is overtaken is over when the newer one is. */
function draw() {
  drawn = drawNow();
  return drawn;
}

async function drawNow() {
  if (main.dataset.live !== "true") return;
  if ((missed = isBusy())) return;
  drawing?.abort();
  const mine = (drawing = new AbortController());
  const slow = setTimeout(sayThatItTakesLong, LONG);
  try {
    const answer = await waiting(() => fetch(location.href, { headers: { Accept: "text/html" }, signal: mine.signal }));
    if (!answer.ok) return answer.status >= 500 || answer.status === 429 ? isAway() : undefined;
    if (away) isBack();
    const fresh = new DOMParser().parseFromString(await answer.text(), "text/html");
    drawHead(fresh);
    const page = fresh.getElementById("main");
    if (page && !(missed = isBusy())) replaceBy(page);
  } catch {
    if (mine.signal.aborted) return drawn;
    isAway();
  } finally {
    clearTimeout(slow);
  }
}

/** Nothing is taken from under the hands of who is about something; it is drawn when that ends. */
const isBusy = () =>
  pressed || dragged !== null || document.querySelector("dialog[open], .menu[open], [data-editing], [data-dragged]") !== null || isTyping();

/** What is pressed down and not let go yet would not be clicked if it were another one by then. */
let pressed = false;

function isPressed(down) {
  if (pressed === down) return;
  pressed = down;
  if (!down && missed) setTimeout(() => missed && draw()); // behind the click
}

main.addEventListener("pointerdown", (event) => event.button === 0 && isPressed(true), true);
for (const each of ["pointerup", "pointercancel"]) window.addEventListener(each, () => isPressed(false), true);
window.addEventListener("blur", () => isPressed(false));
document.addEventListener("keydown", (event) => event.key === "Escape" && isPressed(false), true);

const LONG = 10000;

function sayThatItTakesLong() {
  tell("The page is loading slowly. ", null, true);
  const anew = { href: location.href, textContent: "Reload the page" };
  message.firstChild.append(Object.assign(document.createElement("a"), anew));
}

/** What the head counts; who has the focus in it keeps it. */
function drawHead(fresh) {
  document.dispatchEvent(new CustomEvent("fresh", { detail: fresh }));
  for (const each of document.querySelectorAll("[data-counts]")) {
    const now = fresh.querySelector(`[data-counts="${each.dataset.counts}"]`);
    if (now && each.innerHTML !== now.innerHTML) each.replaceChildren(...now.cloneNode(true).childNodes); // the head and the tabs have it
  }
}

function replaceBy(page) {
  const focused = whereTheFocusIs();
  const nameOfField = (each) => each.form?.className + each.name + (each.matches(TICKS) ? each.value : "");
  const typed = new Map([...main.querySelectorAll(FIELDS_OF_TEXT)].filter(isChanged).map((each) => [nameOfField(each), each.value]));
  const ticked = new Map([...main.querySelectorAll(TICKS)].filter((each) => each.checked !== each.defaultChecked).map((each) => [nameOfField(each), each.checked]));
  const line = document.activeElement?.closest("[data-line]");
  const place = line && main.contains(line) ? [...main.querySelectorAll("[data-line]")].indexOf(line) : -1;
  const opened = new Map([...main.querySelectorAll("details")].map((each) => [nameOf(each), each.open]));
  const scrolled = [...main.querySelectorAll(SCROLLS)].map((each) => each.scrollLeft);
  const stood = standOfColumns();
  main.replaceChildren(...page.childNodes);
  showTimes(); // what can be opened is known by its words, among them times
  for (const each of main.querySelectorAll(FIELDS_OF_TEXT)) {
    const value = typed.get(nameOfField(each));
    if (value !== undefined) each.value = value;
  }
  for (const each of main.querySelectorAll(TICKS)) each.checked = ticked.get(nameOfField(each)) ?? each.checked;
  for (const each of main.querySelectorAll("details")) each.open = opened.get(nameOf(each)) ?? each.open;
  main.querySelectorAll(SCROLLS).forEach((each, i) => scrolled[i] && (each.scrollLeft = scrolled[i]));
  show();
  const again = focused && main.querySelector(focused);
  // Whoever has read on since is not pulled back. Where a line went, the one that stands there now is next.
  if (again) again.focus({ preventScroll: true });
  else if (place >= 0) ([...main.querySelectorAll("[data-line]")].slice(0, place + 1).at(-1) || main).focus({ preventScroll: true });
  standAgain(stood);
}

const FIELDS_OF_TEXT = "input[name]:not([type=radio]):not([type=checkbox]), textarea[name], select[name]";
const TICKS = "form[method=get] :is([type=checkbox], [type=radio])[name]";
const SCROLLS = ".board, .wide, .stays-scroll, [tabindex='0']:not(.card)";

/** What can be opened is known by where it is and by its words, whatever they count. */
function nameOf(details) {
  const place = known(details.closest("[data-key], [data-line], [data-change-set], [data-conflict], [data-run]"));
  return `${place} ${details.className} ${details.querySelector("summary")?.textContent.replace(/\d+/g, "#").trim()}`;
}

/** The last page stays; it says since when nothing newer came, and asks again by itself. */
let away = null;

/** Now, to the minute. */
const theTime = () => timeOfDay(new Date());

function isAway() {
  away ??= { since: theTime() };
  if (live.textContent !== away.says) away.word = live.textContent;
  away.says = `no server answer since ${away.since}`;
  state(away.says);
  clearTimeout(away.timer);
  if (!document.hidden) away.timer = setTimeout(draw, 3000); // who comes back to the page has it drawn
}

/** What the stream has said meanwhile stays. */
function isBack() {
  clearTimeout(away.timer);
  if (live.textContent === away.says) state(away.word);
  away = null;
}

/** What had the focus is known by its first data attribute, its name or where it leads, and by the card, line or form that it is in. */
function whereTheFocusIs() {
  const active = document.activeElement;
  if (!active || active === main || !main.contains(active)) return null;
  return `${known(active.parentElement.closest("[data-key], [data-line], [data-api], [data-conflict], form"))} ${known(active)}`.trim();
}

function known(element) {
  const own = [...(element?.attributes || [])].find((each) => each.name.startsWith("data-"));
  if (own) return `[${own.name}="${CSS.escape(own.value)}"]`;
  const name = element?.getAttribute("name");
  if (!name && element?.matches("a[href]")) return `a[href="${CSS.escape(element.getAttribute("href"))}"]`;
  if (!name) return "";
  const one = element.matches("[type=checkbox], [type=radio]") ? `[value="${CSS.escape(element.value)}"]` : "";
  return `[name="${CSS.escape(name)}"]${one}`;
}

const isTyping = () => {
  const field = document.activeElement;
  return main.contains(field) && field.matches(FIELDS_OF_TEXT) && (isChanged(field) || isUnfolded(field));
};

/** A list that is looked at would close. */
const isUnfolded = (field) => CSS.supports("selector(:open)") && field.matches("select:open");

const isChanged = (field) =>
  field.matches("select")
    ? field.selectedIndex !== Math.max(0, [...field.options].findIndex((each) => each.defaultSelected))
    : field.value !== field.defaultValue || field.validity.badInput; // half a date has no value yet

main.addEventListener("focusout", () => setTimeout(() => missed && draw()));

const isOpenLine = (line) =>
  line.matches(".card") ? line.dataset.status !== "completed" : line.querySelector("[data-task]:not(:checked)") !== null;

/** What needs script is not there without it. */
function show() {
  showTimes();
  for (const each of main.querySelectorAll("[data-move], [data-new-project], [data-first-project], [data-new-task], [data-add-note], [data-add-check], [data-add-blocker], [data-release], [data-undo], [data-restore], [data-choose], [data-undo-day-at]"))
    each.hidden = false;
  for (const each of main.querySelectorAll("input[data-task], input[data-check]")) each.disabled = main.dataset.live !== "true";
  for (const button of main.querySelectorAll("button[data-copy]")) button.hidden = !navigator.clipboard;
}

// Moving a project: a dialog asks for the status and the reason; nothing has happened before.
let moved = [];

/** Of one card or of several. Where these stand in several columns none of them is the one to begin with. */
function openMove(cards, status) {
  moved = cards.map((card) => card.dataset);
  const [first] = moved;
  const dialog = document.getElementById("move");
  const alone = moved.length === 1;
  dialog.querySelector("h2").textContent = alone ? `Move ${first.key} ${first.name}` : `Move ${moved.length} projects`;
  const names = dialog.querySelector("[data-moved]");
  names.hidden = alone;
  names.textContent = moved.map(({ key, name }) => `${key} ${name}`).join(", ");
  dialog.querySelector("[name=reason]").value = "";
  dialog.querySelector("[data-error]").textContent = "";
  const to = status || (moved.every((each) => each.status === first.status) ? first.status : null);
  const timer = dialog.querySelector("[data-clock]");
  timer.hidden = !alone;
  timer.querySelector("button").dataset.timerProject = alone ? first.key : "";
  const radios = [...dialog.querySelectorAll("[name=status]")];
  for (const radio of radios) radio.checked = radio.value === to;
  sayWhatStaysOpen(dialog);
  dialog.showModal();
  (status ? dialog.querySelector("[name=reason]") : radios.find((radio) => radio.checked) || radios[0]).focus();
}

function sayWhatStaysOpen(dialog) {
  const line = dialog.querySelector("[data-open-tasks]");
  const open = moved.reduce((sum, each) => sum + Number(each.open), 0);
  const ends = ["completed", "abandoned"].includes(dialog.querySelector("[name=status]:checked")?.value);
  line.hidden = !ends || open === 0;
  line.textContent = `${count(open, "task")} of ${moved.length === 1 ? "this project" : "these projects"} ${open === 1 ? "is open and stays" : "are open and stay"} open.`;
}

/** Those that were chosen go along with one of them. */
const withChosen = (card) => (card.matches(".chosen") ? [...main.querySelectorAll(".card.chosen")] : [card]);

/** One change, however many they are; each must be as it was when the dialog was opened. */
async function sendMove(those, status, reason) {
  const keys = those.map((each) => each.key);
  const versions = Object.fromEntries(those.map(({ key, version }) => [key, Number(version)]));
  const answer =
    keys.length === 1
      ? await send("PUT", `/api/projects/${keys[0]}/status`, { status, reason }, versions[keys[0]])
      : await send("POST", "/api/projects/status", { ids: keys, status, reason, versions });
  document.dispatchEvent(new CustomEvent("moved", { detail: keys }));
  return answer;
}

/** Those of them that were changed since they were read, and all of them as they are by then. */
function changedSince(those, failure) {
  const { stale } = failure.problem;
  const changed = those.filter(({ key }) => !stale || stale.includes(key));
  const about = changed.map(({ key, status: was }) => ({
    api: `/api/projects/${key}`,
    seen: { status: was },
    name: those.length > 1 && key,
  }));
  const asOf = (now) => those.map((each) => ({ ...each, version: now[changed.indexOf(each)]?.version ?? each.version }));
  return { about, asOf };
}

/** Where one of them was changed since, whoever moves it sees by whom, and goes on from there or leaves it. */
function move(dialog, those, status, reason) {
  const done = those.length === 1 ? `${those[0].key} is ${status}.` : `${those.length} projects are ${status}.`;
  return actIn(dialog, () => sendMove(those, status, reason), done, (failure, isThere) => {
    if (failure.status !== 412) return sayRefused(dialog, failure);
    const { about, asOf } = changedSince(those, failure);
    const theirs = () => {
      dialog.close();
      return draw();
    };
    const mine = (now) => move(dialog, asOf(now), status, reason);
    return overtaken(dialog.querySelector("[data-error]"), { failure, about, mine, theirs, isThere });
  });
}

document.addEventListener("click", (event) => {
  const button = event.target.closest("button, summary");
  if (!button) return;
  const card = button.closest("[data-key]");
  if (button.matches("[data-move]")) {
    button.focus(); // not each browser does that, and a dialog gives the focus back to what had it
    openMove([card]);
  }
  if (button.matches("[data-cancel]")) button.closest("dialog").close();
  if (button.matches("[data-undo]")) openUndo(button.dataset.undo);
  if (button.matches("[data-release]"))
    act(() => send("POST", `/api/tasks/${button.dataset.release}/release?force=true`), "The claim has ended.");
  if (button.matches("[data-restore]"))
    act(() => send("POST", `/api/projects/${button.dataset.restore}/restore`), "The project is restored.");
});

document.addEventListener("change", (event) => {
  if (event.target.matches("#move [name=status]")) sayWhatStaysOpen(event.target.closest("dialog"));
  const task = event.target.dataset.task;
  if (!task) return;
  const done = event.target.checked;
  const path = `/api/tasks/${task}/${done ? "complete" : "reopen"}`;
  act(
    () => send("POST", path),
    `${task} is ${done ? "done" : "open again"}.`,
    () => send("POST", path + "?force=true"),
  ).then((well) => well || (event.target.checked = !done));
});

document.addEventListener("submit", (event) => {
  const form = event.target;
  const fields = new FormData(form);
  const text = (name) => (fields.get(name) || "").trim();
  if (form.matches("[data-move-form]")) {
    event.preventDefault();
    const status = text("status");
    const reason = text("reason") || null;
    move(form.closest("dialog"), moved, status, reason);
  } else if (form.matches("[data-first-project]")) {
    event.preventDefault();
    document.activeElement.blur();
    act(() => send("POST", "/api/projects", { name: text("name") }), `${text("name")} is created.`);
  } else if (form.matches("[data-new-task]")) {
    event.preventDefault();
    const { newTask: project, parent } = form.dataset;
    add(form, `/api/projects/${project}/tasks`, { title: text("title"), ...(parent && { parent }) }, "The task is added.");
  } else if (form.matches("[data-add-note]")) {
    event.preventDefault();
    add(form, form.dataset.addNote, { text: text("text") }, "The note is added.");
  } else if (form.matches("[data-undo-form]")) {
    event.preventDefault();
    const { path, body } = wayBack(undone);
    const meant = { ...body, reason: text("reason") || null, force: fields.get("force") === "on" };
    const dialog = form.closest("dialog");
    actIn(dialog, () => send("POST", path, meant), "Undone.", (failure) => {
      sayRefused(dialog, failure);
      return failure.status === 409 && showRefusal(dialog, failure, path, body);
    });
  }
});

/** What was typed stays until it is stored; then the field is empty for the next one, unless that has been begun. */
async function add(form, path, body, done) {
  const field = () => main.querySelector(`form[data-${form.dataset.newTask ? "new-task" : "add-note"}] [name]`);
  const typed = field().value;
  await act(async () => {
    const answer = await send("POST", path, body);
    if (field()?.value === typed) field().value = "";
    return answer;
  }, done);
  if (document.activeElement === document.body) field()?.focus();
}

// A note may have several lines, so it is no field that Enter sends by itself.
document.addEventListener("keydown", (event) => {
  if (event.key !== "Enter" || event.shiftKey || event.isComposing || !event.target.matches("[data-add-note] textarea")) return;
  event.preventDefault();
  event.target.form.requestSubmit();
});

// An undo shows what it would change before it does.
let undone = null;

/** Of one change set or of several. */
function openUndo(changeSet) {
  undone = changeSet;
  const { path, body } = wayBack(changeSet);
  return showUndo(document.getElementById("undo"), path, body);
}

/** Opens the dialog of an undo with what it would change, or with what keeps it from that. */
async function showUndo(dialog, path, body) {
  const old = dialog.querySelector("[data-preview]");
  const preview = old.cloneNode(); // an answer to what was asked before comes into the old one
  old.replaceWith(preview);
  dialog.querySelector("form").reset();
  dialog.querySelector("[data-error]").textContent = "";
  dialog.querySelector("[data-force]").hidden = true;
  preview.textContent = "Checking what the undo would change…";
  dialog.showModal();
  try {
    const { json } = await send("POST", path + "?dryRun=true", body);
    list(preview, json.undone ? "The undo would make these changes:" : "There is nothing left to undo.", wouldChanges(json));
  } catch (failure) {
    if (preview.isConnected) await showRefusal(dialog, failure, path, body);
  }
}

/** What keeps it from being taken back, and the box for who means it all the same. */
async function showRefusal(dialog, failure, path, body) {
  const preview = dialog.querySelector("[data-preview]");
  const conflicts = failure.problem?.conflicts || [];
  const helps = failure.problem?.forceHelps !== false && failure.status === 409;
  list(preview, "", []);
  if (!conflicts.length) sayWrong(preview.firstChild, failure);
  else await tellConflicts(preview, conflicts, path, body, helps).catch((other) => sayWrong(preview.firstChild, other));
  if (preview.isConnected) dialog.querySelector("[data-force]").hidden = !helps;
}

function list(place, title, lines) {
  const head = document.createElement("p");
  head.textContent = title;
  const items = document.createElement("ul");
  for (const line of lines) {
    const item = document.createElement("li");
    item.append(line);
    items.append(item);
  }
  place.replaceChildren(head, items);
}

// What came while a dialog was open or a card was held is shown when that ends. The event does not bubble, and dialogs are drawn anew too.
document.addEventListener("close", () => missed && draw(), true);

show();
// On a phone the menu scrolls, and only the menu: the page that is open is in sight.
{
  const menu = document.querySelector("header.frame nav");
  const open = menu?.querySelector("[aria-current]")?.closest("nav > *");
  if (open) {
    const [room, box] = [menu.getBoundingClientRect(), open.getBoundingClientRect()];
    menu.scrollLeft += Math.min(0, box.left - room.left) + Math.max(0, box.right - room.right);
  }
}
main.querySelector("[data-first-project] input")?.focus();
