// What is dropped is there at once, before the server has heard of it. What it refuses goes back, and the message says why. It stands on
// dashboard.js.
"use strict";

/** Of each project whose move is not answered yet: where it goes, and what brings its card back. */
const moves = new Map();

const isOnItsWay = (card) => moves.has(card.dataset.key);

/** As the head of its column has it. */
const titleOf = (status) => status.replace(/^./, (letter) => letter.toUpperCase());

const stayOpen = (those) => {
  const open = those.reduce((sum, each) => sum + Number(each.open), 0);
  return open ? ` ${count(open, "task")} ${open === 1 ? "stays" : "stay"} open.` : "";
};

/**
 * What the cards of this page are; another page says what its own are. `send` answers with what takes it back, and `touched` is what a
 * finger does.
 */
let kind = {
  noun: "project",
  title: titleOf,
  accepts: (card, to) => card.dataset.status !== to,
  send: async (those, to) => (await sendMove(those, to, null)).changeSet,
  besides: (those, to) => (["completed", "abandoned"].includes(to) ? stayOpen(those) : ""),
  touched: (cards, to) => openMove(cards, to),
};

const moveAtOnce = (cards, to) => moveThose(cards.filter((card) => kind.accepts(card, to)).map((card) => ({ ...card.dataset })), to);

async function moveThose(all, to, force) {
  const those = all.filter(({ key }) => !moves.has(key)); // whose answer is on its way comes back with it
  if (!those.length) return;
  for (const { key } of those) moves.set(key, { to });
  showMoves();
  try {
    const changeSet = await kind.send(those, to, force);
    for (const { key } of those) moves.delete(key);
    sayMoved(those, to, changeSet);
  } catch (failure) {
    for (const { key } of [...those].reverse()) goBack(key);
    await sayWentBack(those, to, failure);
  }
  draw();
}

/** On the page as it is now: one that was drawn meanwhile still has them where they were. */
function showMoves() {
  for (const [key, move] of moves) {
    const card = main.querySelector(`.card[data-key="${CSS.escape(key)}"]`);
    if (!card || card === move.card || card.dataset.status === move.to) continue;
    const list = main.querySelector(`.column[data-status="${move.to}"] .cards`);
    const focused = card.contains(document.activeElement) ? document.activeElement : null;
    Object.assign(move, { card, from: card.parentElement, next: card.nextElementSibling });
    card.hidden = !list; // those that are finished are only counted
    list?.prepend(card);
    recount(card.dataset.status, -1);
    recount(move.to, 1);
    if (focused) (list ? focused : main).focus({ preventScroll: true });
    if (list) showInColumn(card);
  }
}

new MutationObserver(showMoves).observe(main, { childList: true });

function goBack(key) {
  const { card, from, next, to } = moves.get(key);
  moves.delete(key);
  if (!card?.isConnected) return;
  const focused = card.contains(document.activeElement) ? document.activeElement : null;
  card.hidden = false;
  from.insertBefore(card, next?.parentElement === from ? next : null);
  recount(to, -1);
  recount(card.dataset.status, 1);
  focused?.focus({ preventScroll: true });
}

function recount(status, by) {
  const counts = `[id="s-${status}"] .count, .jump [href="#s-${status}"] .count, [data-finished="${status}"] .count`;
  for (const each of main.querySelectorAll(counts)) each.textContent = Number(each.textContent) + by;
}

function sayMoved(those, to, changeSet) {
  const many = those.length === 1 ? "Moved" : `Moved ${those.length} ${kind.noun}s`;
  tell(`${many} to ${kind.title(to)}.${kind.besides(those, to)}`, changeSet);
  offerReason(those.map(({ key }) => `/api/${kind.noun}s/${key}`), `Moved to ${kind.title(to)}`, changeSet);
}

/** Whoever was overtaken sees by what. */
async function sayWentBack(those, to, failure) {
  const [first] = those;
  const stays = those.length === 1 ? `${first.key} stays in ${kind.title(first.status)}` : `${those.length} ${kind.noun}s stay where they were`;
  if (failure.status !== 412) {
    sayNotMoved(failure, stays, () => moveThose(those, to));
    if (failure.problem?.type?.endsWith(":claimed")) message.querySelector("p").append(again(() => moveThose(those, to, true)));
    return;
  }
  const { about, asOf } = changedSince(those, failure);
  const theirs = () => (message.replaceChildren(), draw());
  tell("", null, true);
  return overtaken(message.firstChild, { failure, about, mine: (now) => moveThose(asOf(now), to), theirs });
}

/** What the server did not hear may be tried again. */
function sayNotMoved({ why, message: all, status }, stays, work) {
  tell(Object.assign(new Error(`${why ?? all} Not moved: ${stays}.`), { status }), null, true);
  if ([0, 401, 429].includes(status) || status >= 500) message.querySelector("p").append(" ", retry(work));
}

function retry(work) {
  const button = make("button", { type: "button", textContent: "Try again" });
  button.addEventListener("click", work);
  return button;
}

/**
 * Asks in the message why something was done. A change that is stored stays as it is, so the reason is a note on each thing that was
 * changed, which are known by their paths.
 */
function offerReason(paths, done, changeSet) {
  const undo = message.querySelector("[data-take-back]");
  if (!undo) return;
  const button = make("button", { type: "button", textContent: "Add a reason" });
  button.addEventListener("click", () => askReason(paths, done, typeof changeSet === "string" ? [changeSet] : []));
  undo.before(button, " ");
}

function askReason(paths, done, changeSets) {
  const field = make("input", { name: "text", maxLength: 500, required: true, autocomplete: "off" });
  const wrong = make("span", { className: "wrong" });
  wrong.setAttribute("role", "alert");
  wrong.dataset.error = "";
  const cancel = make("button", { type: "button", textContent: "Cancel" });
  const form = make("form", {}, make("label", {}, "Reason ", field), make("button", { textContent: "Save" }), " ", cancel, wrong);
  const left = [...paths];
  cancel.addEventListener("click", dismiss);
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    clearErrors(form);
    try {
      while (left.length) {
        const { changeSet } = await send("POST", `${left[0]}/notes`, { text: `${done}: ${field.value.trim()}` });
        changeSets.unshift(changeSet);
        left.shift();
      }
    } catch (failure) {
      return form.isConnected ? sayRefused(form, failure) : tell(failure, null, true);
    }
    const focused = form.contains(document.activeElement);
    tell("The reason is saved as a note.", changeSets);
    if (focused) message.querySelector("[data-take-back]")?.focus();
    draw();
  });
  message.querySelector("p").replaceChildren(form);
  fading = null; // what is typed there stays
  fade();
  field.focus();
}
