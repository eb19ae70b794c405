// What the command palette offers on a page: what was opened last, what the page can do, the other pages, and days. It presses what
// the page has, so that undo, refusals and claims are those of the page.
"use strict";

{
  // Recent: what this browser opened, the newest first; one more than is shown, as the page that is open is not among them.
  const RECENT = "devledger-recent";
  const SHOWN = 8;

  const head = main.querySelector("h1[data-api]");
  const here = head?.dataset.api.split("/").pop();

  function opened() {
    try {
      const kept = JSON.parse(localStorage.getItem(RECENT));
      return kept.filter(({ key, title }) => /^[PT]-\d+$/.test(key) && typeof title === "string" && key !== here);
    } catch {
      return [];
    }
  }

  window.recentlyOpened = () => opened().slice(0, SHOWN);

  if (here && !document.getElementById("past")) {
    const projectKey = here.startsWith("T") ? main.querySelector(".head a[href] .key").textContent : undefined;
    const newest = { key: here, title: head.querySelector("[data-title]").textContent, projectKey };
    localStorage.setItem(RECENT, JSON.stringify([newest, ...opened()].slice(0, SHOWN + 1)));
  }
  document.addEventListener("submit", (event) => {
    if (event.target.matches("[action='/logout']")) localStorage.removeItem(RECENT);
  });

  // Actions: the words, the element, and what happens to it if it is not pressed. {} stands for the key of the page.
  const focusIt = (each) => each.focus();
  const claim = () => act(() => send("POST", `/api/tasks/${here}/claim`, {}), `You have claimed ${here} for 30 minutes.`);
  const OF_PAGE = [
    ["Complete {}", ".head [data-task]:not(:checked)"],
    ["Reopen {}", ".head [data-task]:checked"],
    ["New task in {}", "form[data-new-task]:not([data-parent]) [name=title]", focusIt],
    ["New subtask of {}", "form[data-parent] [name=title]", focusIt],
    ["New checklist item of {}", "form[data-add-check] input", focusIt],
    ["Set the status of {}…", ".head [data-move]"],
    ["Start the timer on {}", ".head .start"],
    ["Claim {} for 30 minutes", ".head:has([data-edit-all]):not(:has([data-release])) [data-task]:not(:checked)", claim],
    ["End the claim on {}", ".head [data-release]"],
    ["Edit {}…", ".head [data-edit-all]"],
    ["Rename {}", ".head [data-edit-title]"],
    ["Move {} to…", ".head [data-move-task]"],
    ["New note on {}", "form[data-add-note] textarea", focusIt],
    ["Delete {}…", ".head [data-delete]"],
    ["Restore {}", ".head :is([data-restore], [data-restore-task])"],
    ["New time entry", "main [data-entry-new]"],
    ["Sync now", "main [data-sync]"],
    ["View this page at a past time", "main [data-as-of]"],
  ];
  const ANYWHERE = [
    ["Undo the last change", "[data-take-back]"],
    ["Stop the timer", "[data-timer-stop]"],
    ["Keyboard shortcuts", "[data-keys]"],
    ["Edit the time zone…", "[data-zone-open]"],
  ];

  /** An action looks its element up again, because the head may be drawn anew while the palette is open. The menu may be closed. */
  const there = (selector) =>
    [...document.querySelectorAll(selector)].find((each) => !each.disabled && (each.checkVisibility() || each.closest(".more, .menu")));

  const ofThose = (all) =>
    all.filter(([, selector]) => there(selector)).map(([said, selector, how = (each) => each.click()]) => ({
      words: said.replace("{}", here),
      act: () => how(there(selector)),
    }));

  const actions = (typed) => [
    ...ofThose(OF_PAGE),
    ...statuses(typed),
    { words: "New task", act: () => create("task") },
    { words: "New project", act: () => create("project") },
    { words: "Go to a day…", types: "yesterday" },
    ...ofThose(ANYWHERE),
  ];

  /** Statuses are offered to who types; without words one line for all of them is enough. */
  function statuses(typed) {
    if (!typed || !there(".head [data-move]")) return [];
    const project = () => main.querySelector(".head[data-key]");
    return [...document.querySelectorAll("#move [name=status]")]
      .filter(({ value }) => value !== project().dataset.status)
      .map(({ value }) => ({ words: `Set the status of ${here} to ${value}…`, act: () => openMove([project()], value) }));
  }

  /** Links of the head, without the counts in them. */
  function pages() {
    const said = (link) => [...link.childNodes].filter((each) => ["#text", "BDI"].includes(each.nodeName)).map((each) => each.textContent).join("").trim();
    return [...document.querySelectorAll("header.frame nav a[href]")].map((link) => ({ words: said(link), path: link.getAttribute("href") }));
  }

  const DAYS = ["sunday", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday"];
  /** A day of the calendar is a moment of this browser's; which day is today says the ledger's zone. */
  const back = (days) => {
    const { year, month, day } = partsOf(new Date());
    return new Date(year, month - 1, day - days);
  };

  /** A day of the calendar; null for one that there is not, as the 31st of April. */
  function calendarDay(year, month, day) {
    const at = new Date(year, month, day);
    return at.getMonth() === month && at.getDate() === Number(day) ? at : null;
  }

  /** A month and a day without a year are the last ones there were. */
  function namedDay(day, name, year) {
    const month = MONTHS.findIndex((each) => name.startsWith(each.toLowerCase()));
    const today = back(0);
    const at = calendarDay(year ?? today.getFullYear(), month, day);
    return at > today && !year ? calendarDay(today.getFullYear() - 1, month, day) : at;
  }

  /** The day that the words say, such as 2026-11-25, 25 Nov, yesterday, 3 days ago, last friday; null for other words. */
  function dayIn(text) {
    const said = text.toLowerCase();
    const [, year, number, date] = said.match(/^(\d{4})-(\d\d?)-(\d\d?)$/) ?? [];
    if (year) return calendarDay(year, number - 1, date);
    const [, ago] = said.match(/^(\d{1,4}) days? ago$/) ?? [];
    if (ago) return back(ago);
    const [, day, month, ofYear] = said.match(/^(\d\d?)\.? ([a-z]{3,})\.?,?(?: (\d{4}))?$/) ?? [];
    if (day) return namedDay(day, month, ofYear);
    const [, name, on, inYear] = said.match(/^([a-z]{3,})\.? (\d\d?),?(?: (\d{4}))?$/) ?? [];
    if (name) return namedDay(on, name, inYear);
    const [, last, weekday] = said.match(/^(last )?([a-z]{3,})$/) ?? [];
    const at = DAYS.findIndex((each) => each === weekday || (last && each.startsWith(weekday)));
    if (at >= 0) return back((back(0).getDay() - at + 7) % 7 || 7);
    const word = { today: 0, yesterday: 1, "last week": 7 }[said];
    return word === undefined ? null : back(word);
  }

  function days(typed) {
    const day = dayIn(typed);
    if (!day) return [];
    const iso = [day.getFullYear(), day.getMonth() + 1, day.getDate()].map((each) => String(each).padStart(2, "0")).join("-");
    const told = `${DAYS[day.getDay()].replace(/^./, (letter) => letter.toUpperCase())}, ${day.getDate()} ${MONTHS[day.getMonth()]} ${day.getFullYear()}`;
    const time = { words: `Time of ${told}`, path: `/time?day=${iso}` };
    return day > back(0) ? [time] : [time, { words: `Board as of the start of ${told}`, path: `/?asOf=${iso}` }];
  }

  /** A command is meant if each typed word begins one of its words. */
  const isMeant = (option, words) => words.every((each) => ` ${option.words.toLowerCase()}`.includes(` ${each.toLowerCase()}`));

  window.offers = (typed, words) => [
    ["Days", days(typed)],
    ["Actions", actions(typed).filter((each) => isMeant(each, words))],
    ["Pages", pages().filter((each) => isMeant(each, words))],
  ];
}
