// The timer in the head of each page: it counts on, as those of agents do, and is started and stopped. Its parts that need script are shown only here.
"use strict";

document.documentElement.classList.add("script");

const clockOf = (start) => {
  const seconds = Math.max(0, Math.floor((Date.now() - start) / 1000));
  const two = (number) => String(number).padStart(2, "0");
  return `${Math.floor(seconds / 3600)}:${two(Math.floor(seconds / 60) % 60)}:${two(seconds % 60)}`;
};

function countOn() {
  for (const since of document.querySelectorAll("time[data-since]")) since.textContent = clockOf(Date.parse(since.dateTime));
  for (const each of document.querySelectorAll("[data-timer-task], [data-timer-project]"))
    each.disabled = (each.dataset.timerTask || each.dataset.timerProject) === timerOn();
}

const timerOn = () => document.querySelector("[data-timer-on]")?.dataset.timerOn;

document.addEventListener("fresh", (event) => {
  const timer = event.detail.getElementById("timer");
  const stop = document.activeElement?.matches("[data-timer-stop]");
  if (timer) document.getElementById("timer").replaceWith(document.adoptNode(timer));
  if (stop) (document.querySelector("[data-timer-stop]") || main).focus();
  showTimes();
  countOn();
});

async function startTimer(on, stopRunning) {
  try {
    const { changeSet } = await send("POST", "/api/timer/start", { ...on, stopRunning });
    await draw();
    tell(`The timer runs on ${on.task || on.project}.`, changeSet);
  } catch (failure) {
    const other = failure.status === 409 && !stopRunning && timerOn();
    tell(other ? `The timer already runs on ${other}.` : failure, null, true);
    if (!other) return;
    const button = Object.assign(document.createElement("button"), {
      type: "button",
      textContent: `Stop it and start the new timer`,
    });
    button.addEventListener("click", () => startTimer(on, true));
    message.querySelector("p").append(button);
  }
}

const stopTimer = () => act(() => send("POST", "/api/timer/stop", {}), "The timer is stopped.");

/** One that nobody else stops, as its agent was ended. */
const stopTimerOf = (agent) =>
  act(() => send("POST", `/api/timer/stop?agent=${encodeURIComponent(agent)}`, {}), `The timer of ${agent} is stopped.`);

const onOf = (button) =>
  button.dataset.timerTask ? { task: button.dataset.timerTask } : { project: button.dataset.timerProject };

document.addEventListener("click", (event) => {
  const button = event.target.closest("[data-timer-stop], [data-agent-timer], [data-timer-task], [data-timer-project]");
  if (!button) return;
  button.closest("dialog")?.close();
  if (button.matches("[data-timer-stop]")) stopTimer();
  else if (button.matches("[data-agent-timer]")) stopTimerOf(button.dataset.agentTimer);
  else startTimer(onOf(button), false);
});

/** What "." is about: the card or the line that has the focus, else the page. */
function focusedOn() {
  const card = document.activeElement?.closest(".card[data-key]:not([data-line])");
  if (card) return { project: card.dataset.key };
  const line = document.activeElement?.closest("[data-line]");
  if (line && isOpenLine(line)) return { task: line.dataset.line };
  const button = document.querySelector(".head [data-timer-task], .head [data-timer-project]");
  return button && onOf(button);
}

document.addEventListener("keydown", (event) => {
  if (event.key !== "." || event.repeat || !isKey(event)) return;
  if (main.dataset.live !== "true") return;
  const on = focusedOn();
  if (on && (on.task || on.project) !== timerOn()) startTimer(on, false);
  else if (timerOn()) stopTimer();
});

countOn();
setInterval(countOn, 1000);
