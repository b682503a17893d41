// @ts-check
import { parentsOfDrafts } from "./draft.js";
import "./sign-out.js";
import { ParleyComposer } from "./parley-composer.js";

customElements.get("parley-composer") ?? customElements.define("parley-composer", ParleyComposer);

/** Opens each reply again that this reader has begun under a comment of the page. @param {import("./parley-thread.js").ParleyThread} thread */
export function resume(thread) {
  for (const parent of parentsOfDrafts(thread.dataset.thread ?? "", thread.reader?.id ?? "")) {
    const comment = document.getElementById("c-" + parent);
    const link = comment?.querySelector('.pl-acts > a[href*="/reply"]');
    // Where one writes already nothing is opened anew.
    if (link instanceof HTMLElement && !comment?.querySelector(":scope > section textarea")) link.click();
  }
}
