// @ts-check
import { askApi } from "./trusted.js";
import { say } from "./words.js";
/** @typedef {import("./parley-thread.js").ParleyThread} ParleyThread */
/** @typedef {{id: string, name: string, comments: string[]}} Muted a reader whom this one has muted, and what stands in the thread by them */

/**
 * Folds away what muted readers wrote, and shows again whatever is muted no longer: the page is the same for everyone, so this
 * is laid on top of it. What others answer stays.
 * @param {ParleyThread} thread
 * @param {Muted[]} muted
 */
export function showMuted(thread, muted) {
  const authors = new Map(muted.flatMap((author) => author.comments.map((id) => [id, author])));
  for (const part of /** @type {NodeListOf<HTMLElement>} */ (thread.querySelectorAll("article.pl-comment, figure.pl-outstanding"))) {
    const author = authors.get(idOf(part));
    if (author && !isHeardAnyway(part)) fold(thread, part, author);
    else if (part.dataset.muted) unfold(part);
  }
}

/**
 * Mutes whoever wrote the comment that a link belongs to. The words fold away at once, and the way back is beside them.
 * @param {ParleyThread} thread
 * @param {Element} link
 */
export async function mute(thread, link) {
  const comment = /** @type {HTMLElement} */ (link.closest("article"));
  const { ok, status, answer } = await askApi(`${thread.api}/comments/${comment.id.slice(2)}/mute`, "PUT").catch(() => ({ ok: false, status: 0, answer: {} }));
  if (status === 401) return thread.needAccount(link);
  if (!ok) return thread.tell(answer.title ?? say("failed"), link);
  comment.querySelector(":scope > section")?.remove();
  fold(thread, comment, { ...answer, comments: [] });
  const [opener, undo] = /** @type {HTMLCollectionOf<HTMLButtonElement>} */ (/** @type {Element} */ (lineOf(comment)).children);
  undo.hidden = false;
  opener.focus({ preventScroll: true });
  await thread.refresh();
  thread.tell(say("now-muted", { name: isolated(answer.name) }), opener);
}

/** @param {HTMLElement} part */
const idOf = (part) => part.id.slice(2) || (/\/c\/([^/?#]+)/.exec(part.querySelector('a[href*="/c/"]')?.getAttribute("href") ?? "")?.[1] ?? "");

/** What the newsroom says with its mark stands at the top for everyone. @param {HTMLElement} part */
const isHeardAnyway = (part) => part.matches("figure") && part.querySelector('[data-kind="staff"]') !== null;

const lineOf = (/** @type {HTMLElement} */ part) => part.querySelector(":scope > .pl-muted");

/** A name in another direction must not turn the sentence around. @param {string} name */
const isolated = (name) => `\u2068${name}\u2069`;

/** @param {ParleyThread} thread @param {HTMLElement} part @param {Muted} author */
function fold(thread, part, author) {
  // What is gone has no words, and what is folded may have been opened.
  if (part.dataset.muted || part.dataset.state) return;
  part.dataset.muted = author.id;
  const line = Object.assign(document.createElement("div"), { className: "pl-muted" });
  const opener = button("pl-bare pl-fold", say("muted", { name: isolated(author.name) }), () => {
    const isOpen = opener.ariaExpanded !== "true";
    opener.ariaExpanded = String(isOpen);
    part.toggleAttribute("data-open", isOpen);
    undo.hidden = !isOpen;
  });
  opener.ariaExpanded = "false";
  const undo = button("pl-bare", say("unmute"), () => unmute(thread, part, author, undo));
  undo.hidden = true;
  line.append(opener, undo);
  part.prepend(line);
}

/** @param {HTMLElement} part */
function unfold(part) {
  lineOf(part)?.remove();
  delete part.dataset.muted;
  part.removeAttribute("data-open");
}

/** @param {ParleyThread} thread @param {HTMLElement} part @param {Muted} author @param {Element} pressed */
async function unmute(thread, part, author, pressed) {
  const { ok, answer } = await askApi(`${thread.api}/mutes/${author.id}`, "DELETE").catch(() => ({ ok: false, answer: {} }));
  if (!ok) return thread.tell(answer.title ?? say("failed"), pressed);
  for (const other of /** @type {NodeListOf<HTMLElement>} */ (thread.querySelectorAll(`[data-muted="${CSS.escape(author.id)}"]`))) unfold(other);
  part.tabIndex = -1;
  part.focus({ preventScroll: true });
  thread.tell(say("now-unmuted", { name: isolated(author.name) }), part.querySelector(".pl-acts") ?? part);
}

/** @param {string} look @param {string} text @param {() => void} run */
function button(look, text, run) {
  const made = Object.assign(document.createElement("button"), { type: "button", className: look, textContent: text });
  made.addEventListener("click", run);
  return made;
}
