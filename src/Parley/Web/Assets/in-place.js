// @ts-check
import "./compose.js";
import { askPage } from "./trusted.js";
import { say } from "./words.js";
/** @typedef {import("./parley-thread.js").ParleyThread} ParleyThread */

/**
 * Opens the form behind a link, to reply, edit, delete or report, under its comment instead of on its own page: the form is
 * taken from that page. Not a modal window: in a frame as tall as the discussion it would stand where nobody looks.
 * @param {ParleyThread} thread
 * @param {Element} link
 * @param {string} verb the last part of the form's address
 */
export async function open(thread, link, verb) {
  const comment = /** @type {HTMLElement} */ (link.closest("article"));
  const permalink = /** @type {HTMLAnchorElement} */ (comment.querySelector(".pl-when")).pathname;
  // In the words of this page, where its address asks for other ones than the site's.
  const language = new URLSearchParams(location.search).get("lang");
  const page = await askPage(`${permalink}/${verb}${language ? `?lang=${encodeURIComponent(language)}` : ""}`);
  if (page.status === 401 || isSignIn(page.url)) return thread.needAccount(link);

  const place = document.createElement("section");
  place.ariaLabel = link.textContent;
  place.append(...partOf(page.body, comment.id));
  comment.querySelector(":scope > section")?.remove();
  comment.append(place);
  focusIn(place);

  const close = () => {
    place.remove();
    /** @type {HTMLElement} */ (link).focus({ preventScroll: true });
  };
  place.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && !event.isComposing) close();
  });
  place.addEventListener("click", (event) => {
    const way = /** @type {Element} */ (event.target).closest("a");
    if (way && isSignIn(new URL(way.href))) {
      event.preventDefault();
      return thread.needAccount(way);
    }
    // The way back without sending.
    if (!(/** @type {Element} */ (event.target).closest(".pl-composer-foot a"))) return;
    event.preventDefault();
    close();
  });
  place.addEventListener("submit", async (event) => {
    // A comment is sent by its composer.
    if (event.defaultPrevented) return;
    event.preventDefault();
    const sent = /** @type {HTMLFormElement} */ (event.target);
    const body = new URLSearchParams(/** @type {any} */ (new FormData(sent, event.submitter)));
    const answer = await askPage(sent.action, { method: "POST", body }).catch(() => null);
    if (!answer) return thread.tell(say("failed"), sent);
    if (isSignIn(answer.url)) return thread.needAccount(sent);
    const changed = /** @type {HTMLElement | null} */ (answer.body.querySelector("#" + CSS.escape(comment.id)));
    if (changed && answer.ok) {
      comment.replaceWith(changed);
      thread.show(changed);
      return thread.refresh();
    }
    if (verb === "delete" && answer.ok) return comment.parentElement?.remove();
    place.replaceChildren(...partOf(answer.body, comment.id));
    focusIn(place);
  });
}

const isSignIn = (/** @type {URL} */ url) => /\/(sign-in|second-factor)$/.test(url.pathname);

/**
 * What matters of a page: its form, or what it says instead. The form's fields get names of their own, since the same form may
 * be open under several comments.
 * @param {HTMLElement} page
 * @param {string} comment
 */
function partOf(page, comment) {
  const main = page.querySelector("main") ?? page;
  const form = main.querySelector("form:not([hidden])");
  if (!form) return [...main.children];
  const part = form.closest("parley-composer") ?? form;
  for (const name of ["id", "for", "aria-describedby", "aria-labelledby"])
    for (const element of part.querySelectorAll(`[${name}]`)) {
      const ids = element.getAttribute(name)?.split(" ") ?? [];
      element.setAttribute(name, ids.map((id) => `${comment}-${id}`).join(" "));
    }
  return [part];
}

/** @param {HTMLElement} place */
function focusIn(place) {
  const first = place.querySelector('[aria-invalid="true"], textarea, input:not([type=hidden]), select, button');
  place.tabIndex = -1;
  (/** @type {HTMLElement | null} */ (first) ?? place).focus({ preventScroll: true });
}
