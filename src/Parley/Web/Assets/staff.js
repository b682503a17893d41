// @ts-check
import { showTimes } from "./times.js";
import { askApi, askPage } from "./trusted.js";
import { say } from "./words.js";
/** @typedef {import("./parley-thread.js").ParleyThread} ParleyThread */

/** What the newsroom may make of a comment, by the verb, and the word for it in `data-marks`. */
const marks = { pick: "picked", pin: "pinned" };

/**
 * What staff alone have in a thread: to pick and pin each comment, to ask the opening question, and as moderators to take comments
 * down. The page is the same for everyone, so this is laid on top of it.
 * @param {ParleyThread} thread
 */
export function showStaff(thread) {
  for (const comment of /** @type {NodeListOf<HTMLElement>} */ (thread.querySelectorAll("article.pl-comment:not([data-state])"))) offer(thread, comment, thread.mayModerate);
  const top = thread.querySelector(".pl-top");
  if (!top || top.querySelector("[data-part=question]")) return;
  const link = Object.assign(document.createElement("a"), { className: "pl-bare", href: questionUrl(thread), textContent: say("question") });
  link.dataset.part = "question";
  link.addEventListener("click", (event) => {
    if (thread.dataset.thread) return;
    event.preventDefault();
    open(thread, link);
  });
  const line = document.createElement("p");
  // Not among acts: a link there is a comment's own, and is copied.
  line.className = "pl-small";
  line.append(link);
  top.append(line);
}

/** @param {ParleyThread} thread */
const questionUrl = (thread) =>
  new URL(`t/${thread.dataset.thread}/question${parent === window ? "" : "?frame=1"}`, new URL(thread.dataset.signIn ?? "", location.href)).href;

/** Opens the thread of a page under which nobody has written yet, so that something can be asked there. @param {ParleyThread} thread @param {Element} link */
async function open(thread, link) {
  const field = (/** @type {string} */ name) => /** @type {HTMLInputElement | null} */ (thread.querySelector(`form [name="${name}"]`))?.value;
  const { ok, answer } = await askApi(`${thread.api}/threads`, "POST", { url: field("url"), identifier: field("id") });
  if (!ok) return thread.tell(answer.title ?? say("failed"), link);
  thread.dataset.thread = answer.threadId;
  location.assign(questionUrl(thread));
}

/** @param {ParleyThread} thread @param {HTMLElement} comment @param {boolean} mayDecide */
function offer(thread, comment, mayDecide) {
  const acts = comment.querySelector(":scope > .pl-acts");
  if (!acts || acts.querySelector("[data-mark]")) return;
  for (const [mark, word] of Object.entries(marks)) {
    const button = Object.assign(document.createElement("button"), { type: "button", className: "pl-bare", textContent: say(mark) });
    button.dataset.mark = mark;
    button.ariaPressed = String(comment.dataset.marks?.includes(word) ?? false);
    button.addEventListener("click", () => press(thread, comment, button, mark));
    acts.append(button);
  }
  // Their own words they delete.
  if (!mayDecide || acts.querySelector('a[href$="/delete"]')) return;
  const opener = Object.assign(document.createElement("button"), { type: "button", className: "pl-bare", textContent: say("moderate"), ariaExpanded: "false" });
  opener.addEventListener("click", async () => (await import("./moderate.js")).moderate(thread, comment, opener));
  acts.append(opener);
}

/** Marks a comment, or takes the mark back where it has it. @param {ParleyThread} thread @param {HTMLElement} comment @param {HTMLElement} button @param {string} mark */
async function press(thread, comment, button, mark) {
  if (button.ariaBusy) return;
  button.ariaBusy = "true";
  const isOn = button.ariaPressed === "true";
  const address = `${thread.api}/comments/${comment.id.slice(2)}/${mark}`;
  const { ok, answer } = await askApi(address, isOn ? "DELETE" : "PUT").catch(() => ({ ok: false, answer: {} }));
  button.ariaBusy = null;
  if (!ok) return thread.tell(answer.title ?? say("failed"), button);
  button.ariaPressed = String(!isOn);
  await showAnew(thread, comment, answer.version).catch(() => {});
  thread.tell(say(isOn ? "unmarked" : marks[/** @type {keyof marks} */ (mark)]), button);
}

/** What the mark changed on the page that everyone sees. @param {ParleyThread} thread @param {HTMLElement} comment @param {number} version */
async function showAnew(thread, comment, version) {
  const page = new URL(location.href);
  page.searchParams.set("v", String(version));
  const { ok, body } = await askPage(page.href);
  if (!ok) return;
  for (const part of ["[data-part=first]", `#${CSS.escape(comment.id)} > .pl-head`]) {
    const fresh = body.querySelector(part);
    if (fresh) document.querySelector(part)?.replaceWith(fresh);
  }
  showTimes(thread);
}
