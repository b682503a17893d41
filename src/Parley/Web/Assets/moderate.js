// @ts-check
import { leave } from "./news.js";
import { askApi, elements } from "./trusted.js";
import { say } from "./words.js";
/** @typedef {import("./parley-thread.js").ParleyThread} ParleyThread */
/** @typedef {{number: number, name: string, law?: string}} Rule */

/**
 * Opens under a comment what a moderator may do where they read: take it down by one press on the rule that it breaks, and take
 * that back. Whatever needs more stands at the desk.
 * @param {ParleyThread} thread
 * @param {HTMLElement} comment
 * @param {HTMLElement} opener
 */
export async function moderate(thread, comment, opener) {
  const [{ ok, answer }, now] = await Promise.all([askApi(`${thread.api}/rules`), askApi(`${thread.api}/comments/${comment.id.slice(2)}`)]);
  if (!ok || !now.ok) return thread.tell((ok ? now.answer : answer).title ?? say("failed"), opener);
  // Decided is about the words as they are now, and about no later ones.
  const text = comment.querySelector(":scope > .pl-text");
  const words = elements(now.answer.html ?? "");
  if (text && now.answer.html && words.textContent !== text.textContent) text.replaceChildren(...words.childNodes);
  const seen = { state: now.answer.state, editedAt: now.answer.editedAt };
  const place = Object.assign(document.createElement("section"), { className: "pl-stack pl-moderate", ariaLabel: say("moderate") });
  const remark = Object.assign(document.createElement("input"), { className: "pl-input", maxLength: 1000, dir: "auto" });
  const label = Object.assign(document.createElement("label"), { className: "pl-field pl-small", textContent: say("remark") });
  label.append(remark);
  const why = Object.assign(document.createElement("p"), { className: "pl-small", textContent: say("take-down") });
  const rules = Object.assign(document.createElement("p"), { className: "pl-row" });
  for (const rule of /** @type {Rule[]} */ (answer.rules).filter(({ law }) => !law))
    rules.append(button(rule.name, (pressed) => takeDown(thread, comment, place, pressed, { rule, version: answer.version, words: remark.value, seen })));
  const desk = Object.assign(document.createElement("a"), { href: deskUrl(thread, comment), target: "_blank", textContent: say("desk") });
  const close = () => (place.remove(), (opener.ariaExpanded = "false"), opener.focus({ preventScroll: true }));
  const foot = Object.assign(document.createElement("p"), { className: "pl-row pl-small" });
  foot.append(desk, button(say("close"), close, "pl-bare"));
  place.addEventListener("keydown", ({ key, isComposing }) => {
    // Once it is taken down, the way back stays.
    if (key === "Escape" && !isComposing && rules.isConnected) close();
  });
  place.append(label, why, rules, foot);
  comment.querySelector(":scope > section")?.remove();
  comment.append(place);
  opener.ariaExpanded = "true";
  /** @type {HTMLElement | null} */ (rules.firstElementChild)?.focus({ preventScroll: true });
}

/** @param {ParleyThread} thread @param {HTMLElement} comment */
const deskUrl = (thread, comment) =>
  new URL(`console?view=everything&c=${comment.id.slice(2)}`, new URL(thread.dataset.signIn ?? "", location.href)).href;

/**
 * @param {ParleyThread} thread @param {HTMLElement} comment @param {HTMLElement} place @param {HTMLElement} pressed
 * @param {{rule: Rule, version: number, words: string, seen: object}} because
 */
async function takeDown(thread, comment, place, pressed, { rule, version, words, seen }) {
  // Everybody hears of it, this page too, and perhaps before the answer is here.
  const before = [...comment.childNodes].filter((part) => part !== place);
  const decided = await send(thread, pressed, `comments/${comment.id.slice(2)}/decision`, "POST", { decision: "remove", rule: rule.number, rulesVersion: version, words, seen });
  if (!decided) return;
  leave(comment);
  const undo = button(say("take-back"), async () => {
    // This one, or none: somebody may have decided something else since, at the desk or further down.
    if (!(await send(thread, undo, `decisions/last?decision=${decided.id}`, "DELETE"))) return;
    comment.replaceChildren(...before);
    delete comment.dataset.state;
    comment.style.minBlockSize = "";
    thread.show(comment);
    thread.tell(say("unmarked"), comment.querySelector(".pl-acts") ?? comment);
  });
  const told = Object.assign(document.createElement("p"), { role: "status", textContent: say("taken-down", { rule: `\u2068${rule.name}\u2069` }) });
  place.replaceChildren(told, undo);
  undo.focus({ preventScroll: true });
}

/** Decides, or says why that was not possible. @param {ParleyThread} thread @param {HTMLElement} pressed @param {string} path @param {string} method @param {object} [body] */
async function send(thread, pressed, path, method, body) {
  if (pressed.ariaBusy) return null;
  pressed.ariaBusy = "true";
  const { ok, answer } = await askApi(`${thread.api}/moderation/${path}`, method, body).catch(() => ({ ok: false, answer: {} }));
  pressed.ariaBusy = null;
  if (!ok) thread.tell(answer.title ?? say("failed"), pressed);
  return ok ? answer : null;
}

/** @param {string} text @param {(made: HTMLButtonElement) => void} run @param {string} [look] */
function button(text, run, look = "pl-btn") {
  const made = Object.assign(document.createElement("button"), { type: "button", className: look, textContent: text, dir: "auto" });
  made.addEventListener("click", () => run(made));
  return made;
}
