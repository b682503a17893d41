// @ts-check
import { placeOf, put } from "./own.js";
import { askPage } from "./trusted.js";
import { say } from "./words.js";
/** @typedef {import("./parley-thread.js").ParleyThread} ParleyThread */

/** The most comments that are fetched one by one, where they are on no page that could be fetched whole. */
const mostSingle = 20;

/**
 * Comments that are not on the page, as they are now: most stand on the thread's newest page, which everyone gets from the same
 * memory. What was taken away meanwhile does not come.
 * @param {ParleyThread} thread
 * @param {string[]} ids
 * @returns {Promise<{came: HTMLElement[], isAll: boolean}>} not all, where more of them than are fetched singly stand elsewhere
 */
export async function fetchComments(thread, ids) {
  const home = `${thread.root.replace(/\/api\/v1$/, "")}/${thread.site}`;
  const { ok, body } = await askPage(`${home}/t/${thread.dataset.thread}?order=newest&frame=1&v=${thread.dataset.version}`);
  if (!ok) throw new Error("The comments did not come");
  const came = [];
  let single = 0;
  for (const id of ids) {
    const name = `#c-${CSS.escape(id)}`;
    let article = /** @type {HTMLElement | null} */ (body.querySelector(name));
    if (!article && ++single > mostSingle) return { came, isAll: false };
    article ??= (await askPage(`${home}/c/${id}?frame=1`)).body.querySelector(name);
    if (article && article.dataset.state !== "gone") came.push(article);
  }
  return { came, isAll: true };
}

/** Puts a comment that is new to the reader where it belongs. @param {ParleyThread} thread @param {HTMLElement} article @param {string} [parentId] */
export function placeNew(thread, article, parentId) {
  article.removeAttribute("aria-current");
  markNew(article);
  const gap = document.getElementById(article.id);
  if (gap?.dataset.state) gap.replaceWith(article);
  else if (!gap) put(article, placeOf(thread, parentId), thread.dataset.order === "oldest");
}

/** Says of a comment that it is new, once. @param {HTMLElement} article */
export function markNew(article) {
  if ("new" in article.dataset) return;
  article.dataset.new = "";
  const tag = Object.assign(document.createElement("span"), { className: "pl-tag", textContent: say("new") });
  tag.dataset.kind = "new";
  article.querySelector(".pl-by")?.after(tag);
}
