// @ts-check
import { askApi, elements } from "./trusted.js";
import { say } from "./words.js";
/** @typedef {import("./parley-composer.js").ParleyComposer} ParleyComposer */

/**
 * Shows under a form the words as they will stand, as the server makes them; it keeps nothing of them. The focus stays where it
 * is, and other words take the preview away: it would be of what is no longer there.
 * @param {ParleyComposer} composer
 */
export async function preview(composer) {
  const words = composer.box?.value ?? "";
  const { ok, answer } = await askApi(`${composer.thread?.api}/preview`, "POST", { body: words }).catch(() => ({ ok: false, answer: {} }));
  if (composer.box?.value !== words) return;
  const shown = /** @type {HTMLElement | null} */ (composer.querySelector("[data-part=preview]")) ?? open(composer);
  const title = /** @type {HTMLElement} */ (shown.firstElementChild);
  title.textContent = "";
  if (ok) delete shown.dataset.kind;
  else shown.dataset.kind = "bad";
  shown.querySelector(".pl-text")?.remove();
  if (ok) {
    const text = Object.assign(document.createElement("div"), { className: "pl-text", dir: "auto" });
    text.append(...elements(answer.html).childNodes);
    shown.append(text);
  }
  // A region is listened to once it is there.
  setTimeout(() => (title.textContent = ok ? say("preview") : (answer.title ?? say("failed"))), 50);
}

/** @param {ParleyComposer} composer */
function open(composer) {
  const shown = Object.assign(document.createElement("section"), { className: "pl-say", ariaLabel: say("preview") });
  shown.dataset.part = "preview";
  const title = document.createElement("strong");
  title.role = "status";
  shown.append(title);
  composer.form?.append(shown);
  for (const change of ["input", "parley-posted"]) composer.addEventListener(change, () => shown.remove(), { once: true });
  return shown;
}
