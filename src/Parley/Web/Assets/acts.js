// @ts-check
import { addressOf } from "./frame.js";
import { askApi, askPage } from "./trusted.js";
import { say } from "./words.js";
/** @typedef {import("./parley-thread.js").ParleyThread} ParleyThread */

/**
 * Says that a comment adds something, or takes that back. The button answers at once and is put right by the server's count.
 * @param {ParleyThread} thread
 * @param {Element} button
 */
export async function appreciate(thread, button) {
  if (button.ariaBusy) return;
  if (thread.reader === null && !thread.hasEntry) return thread.needAccount(button);
  const number = /** @type {Element} */ (button.lastElementChild);
  const before = { isOn: button.ariaPressed === "true", count: Number(number.textContent?.replace(/\D/g, "")) };
  const show = (/** @type {boolean} */ isOn, /** @type {number} */ count) => {
    button.ariaPressed = String(isOn);
    number.textContent = say("number", { count }) || String(count);
  };
  show(!before.isOn, before.count + (before.isOn ? -1 : 1));
  button.ariaBusy = "true";
  const comment = /** @type {Element} */ (button.closest("article"));
  // Where it stood is kept with it: what stands above is pressed more often.
  const place = [...thread.querySelectorAll("article")].indexOf(/** @type {HTMLElement} */ (comment)) + 1;
  const address = `${thread.api}/comments/${comment.id.slice(2)}/appreciation?order=${thread.dataset.order}&place=${place}`;
  const { ok, status, answer } = await askApi(address, before.isOn ? "DELETE" : "PUT").catch(() => ({ ok: false, status: 0, answer: {} }));
  button.ariaBusy = null;
  if (ok) {
    show(answer.appreciated, answer.appreciations);
    if (answer.appreciated) button.dispatchEvent(new CustomEvent("parley-appreciated", { bubbles: true }));
    return;
  }
  show(before.isOn, before.count);
  if (status === 401) thread.needAccount(button);
  else thread.tell(answer.title ?? say("failed"), button, answer.link);
}

/** Copies the address at which others find the comment. @param {ParleyThread} thread @param {Element} link */
export async function copy(thread, link) {
  const comment = /** @type {Element} */ (link.closest("article"));
  const address = parent === window ? /** @type {HTMLAnchorElement} */ (link).href : addressOf(comment);
  await navigator.clipboard.writeText(address);
  thread.tell(say("copied"), link);
}

/**
 * Loads the next page, or the rest of a branch, where the link to it stands; the focus goes to the first that is new.
 * @param {ParleyThread} thread
 * @param {Element} link
 */
export async function more(thread, link) {
  link.ariaBusy = "true";
  const { ok, body } = await askPage(/** @type {HTMLAnchorElement} */ (link).href);
  if (!ok) throw new Error("The rest did not come");
  const place = /** @type {Element} */ (link.parentElement);
  const isBranch = place.matches("li");
  const found = body.querySelectorAll(isBranch ? ".pl-thread > li > .pl-replies > ol > li" : ".pl-thread > li");
  // Where others vote meanwhile a comment may come twice. It is shown once.
  const items = [...found].filter((item) => {
    const comment = item.querySelector("article");
    return comment && !document.getElementById(comment.id);
  });
  if (isBranch) place.before(...items);
  else thread.querySelector(".pl-thread")?.append(...items);
  const next = /** @type {HTMLAnchorElement | null} */ (body.querySelector("[rel=next]"));
  if (next) Object.assign(link, { href: next.href, textContent: next.textContent, ariaBusy: null });
  else place.remove();
  const first = items[0]?.querySelector("article");
  if (first) thread.show(first);
  thread.refresh();
}
