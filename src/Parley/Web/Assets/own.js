// @ts-check
import { elements } from "./trusted.js";
import { say } from "./words.js";
/** @typedef {import("./parley-thread.js").ParleyThread} ParleyThread */
/** @typedef {{id: string, editSeconds?: number, canDelete?: boolean}} Own one's own comment; the seconds left to edit it are counted by the server */

/** Links to edit, and until when each may stay, in milliseconds of this page's own clock, which nobody can turn. @type {Map<HTMLElement, number>} */
const open = new Map();
/** @type {ReturnType<typeof setInterval> | undefined} one for all */
let timer;

/**
 * Marks what is this reader's own, and puts in what waits for a moderator and nobody else sees.
 * @param {ParleyThread} thread
 * @param {{own: Own[], held: {parentId?: string, fragment: string}[], unread: number}} mine
 */
export function showOwn(thread, { own, held, unread }) {
  if (unread) tellUnread(thread, unread);
  for (const { parentId, fragment } of held) place(thread, elements(fragment), parentId);
  for (const one of own) mark(one);
}

/**
 * Shows a comment that was just sent, whether it is out or waits, and goes there.
 * @param {ParleyThread} thread
 * @param {Event} event
 */
export function posted(thread, event) {
  const { answer, body } = /** @type {CustomEvent} */ (event).detail;
  const composer = /** @type {Element} */ (event.target);
  const { id, parentId, threadId, state } = answer.comment;
  // The stream may have said it already.
  const isCounted = Number(thread.dataset.version) >= answer.version;
  if (!thread.dataset.thread) {
    // The first comment made the thread.
    Object.assign(thread.dataset, { api: `${thread.api}/threads/${threadId}`, thread: threadId, version: answer.version });
    thread.follow();
  }
  const comment = place(thread, body, parentId);
  composer.closest("article > section")?.remove();
  mark({ id, editSeconds: answer.editSeconds });
  const count = thread.querySelector(".pl-count");
  if (count && state === "published" && !isCounted) count.textContent = say("comments", { count: numberIn(count) + 1 });
  thread.dispatchEvent(new Event("parley-shown"));
  if (!comment) return;
  thread.show(comment);
  thread.tell(say(state), comment);
}

/** Leads to replies and mentions that are unread, beside the count of comments. @param {ParleyThread} thread @param {number} count */
function tellUnread(thread, count) {
  const known = /** @type {HTMLAnchorElement | null} */ (thread.querySelector(".pl-unread"));
  const link = known ?? Object.assign(document.createElement("a"), { className: "pl-count pl-unread" });
  link.href = (thread.dataset.signIn ?? "").replace(/sign-in$/, "notifications");
  link.textContent = say("unread", { count });
  if (!known) thread.querySelector(".pl-count")?.after(link);
}

const numberIn = (/** @type {Element} */ element) => Number(element.textContent?.replace(/\D/g, ""));

/** Puts a comment where it belongs, once. @param {ParleyThread} thread @param {HTMLElement} body @param {string} [parentId] */
function place(thread, body, parentId) {
  const comment = body.querySelector("article");
  const present = comment && document.getElementById(comment.id);
  if (!comment || present) return present;
  put(comment, placeOf(thread, parentId), false);
  return comment;
}

/** The list in which an answer to a comment stands; the thread's own where that comment is not on the page. @param {ParleyThread} thread @param {string} [parentId] */
export function placeOf(thread, parentId) {
  const parent = parentId && document.getElementById("c-" + parentId);
  return parent ? repliesTo(parent) : /** @type {HTMLElement | null} */ (thread.querySelector(".pl-thread"));
}

/** @param {HTMLElement} comment @param {HTMLElement | null} list @param {boolean} isOldestFirst */
export function put(comment, list, isOldestFirst) {
  fitHeading(comment, list);
  const item = document.createElement("li");
  item.append(comment);
  if (isOldestFirst || list?.closest(".pl-replies")) list?.append(item);
  else list?.prepend(item);
  list?.closest("parley-thread")?.querySelector(".pl-empty")?.remove();
}

/** It was drawn by itself: here its heading is like those beside it, or one below what it answers. @param {Element} comment @param {Element | null} list */
function fitHeading(comment, list) {
  const heading = comment.querySelector(".pl-by");
  const beside = list?.querySelector(":scope > li > article .pl-by")?.tagName;
  const over = list?.closest("li")?.querySelector(":scope > article .pl-by")?.tagName;
  const fits = beside ?? (over && "H" + Math.min(6, Number(over[1]) + 1));
  if (!heading || !fits || heading.tagName === fits) return;
  const made = document.createElement(fits);
  made.className = heading.className;
  made.append(...heading.childNodes);
  heading.replaceWith(made);
}

/** @param {HTMLElement} parent */
function repliesTo(parent) {
  let branch = /** @type {HTMLDetailsElement | null} */ (parent.parentElement?.querySelector(":scope > .pl-replies"));
  if (!branch) {
    branch = document.createElement("details");
    branch.className = "pl-replies";
    const fold = document.createElement("summary");
    fold.className = "pl-fold";
    const line = document.createElement("span");
    line.textContent = say("replies", { count: 1, name: parent.querySelector(".pl-by")?.textContent?.trim() });
    fold.append(line);
    const list = document.createElement("ol");
    list.role = "list";
    branch.append(fold, list);
    parent.after(branch);
  }
  branch.open = true;
  return /** @type {HTMLElement} */ (branch.querySelector("ol"));
}

/** @param {Own} own */
function mark({ id, editSeconds = 0, canDelete }) {
  const comment = document.getElementById("c-" + id);
  const acts = comment?.querySelector(".pl-acts");
  if (!comment || !acts || comment.dataset.own) return;
  comment.dataset.own = "1";
  const you = Object.assign(document.createElement("span"), { className: "pl-tag", textContent: say("you") });
  you.dataset.kind = "soft";
  comment.querySelector(".pl-by")?.after(you);
  const permalink = /** @type {HTMLAnchorElement} */ (comment.querySelector(".pl-when")).pathname;
  // What one says of others' comments has no place at one's own. How many said it of this one has.
  const appreciate = acts.querySelector("button[formaction]");
  if (appreciate?.lastElementChild?.textContent) appreciate.replaceWith(Object.assign(document.createElement("span"), { className: "pl-bare", textContent: appreciate.textContent }));
  else appreciate?.remove();
  acts.querySelector('[href$="/report"]')?.remove();
  const link = (/** @type {string} */ act) => {
    const known = acts.querySelector(`[href*="/${act}"]`);
    const made = /** @type {HTMLElement} */ (known ?? Object.assign(document.createElement("a"), { className: "pl-bare", href: `${permalink}/${act}` }));
    if (!known) acts.append(made);
    return made;
  };
  if (editSeconds > 0) {
    open.set(link("edit"), performance.now() + editSeconds * 1000);
    tick();
    timer ??= setInterval(tick, 5000);
  }
  // One that waits is withdrawn, which its link says already.
  if (canDelete) link("delete").textContent ||= say("delete");
}

/** Says how long each may still be edited, and takes the link away in time. */
function tick() {
  for (const [link, until] of open) {
    const left = until - performance.now();
    link.textContent = say("edit", { count: Math.ceil(left / 60_000) });
    if (left > 0) continue;
    link.remove();
    open.delete(link);
  }
}
