// @ts-check
import { say } from "./words.js";
/** @typedef {import("./parley-composer.js").ParleyComposer} ParleyComposer */

/**
 * Says in the form why words would wait, before they do: they can be changed, or go as they are. Staff may publish them with a reason.
 * Whatever is sent next goes on.
 * @param {ParleyComposer} composer
 * @param {{title?: string, reasons?: string[], mayOverride?: boolean}} problem
 */
export function ask(composer, { title = "", reasons = [], mayOverride }) {
  composer.querySelector("[data-part=nudge]")?.remove();
  const shown = Object.assign(document.createElement("section"), { className: "pl-say", ariaLabel: title });
  shown.dataset.part = "nudge";
  shown.dataset.kind = "wait";
  const told = Object.assign(document.createElement("strong"), { role: "alert" });
  const list = document.createElement("ul");
  list.append(...reasons.map((textContent) => Object.assign(document.createElement("li"), { textContent, dir: "auto" })));
  shown.append(told, list, makeButton(say("as-is")));
  if (mayOverride) shown.append(override(composer));
  composer.box?.before(shown);
  composer.addEventListener("parley-posted", () => shown.remove(), { once: true });
  // A region is listened to once it is there.
  setTimeout(() => (told.textContent = title), 50);
  composer.box?.focus();
}

/** Where staff say why they publish their words past a check. @param {ParleyComposer} composer */
function override(composer) {
  const field = Object.assign(document.createElement("div"), { className: "pl-field" });
  const id = composer.box?.id + "-because";
  const label = Object.assign(document.createElement("label"), { textContent: say("because"), htmlFor: id });
  // Without a name: it goes with its button alone.
  const why = Object.assign(document.createElement("input"), { className: "pl-input", id, maxLength: 1000, dir: "auto" });
  const button = makeButton(say("override"));
  button.addEventListener("click", () => (composer.override = why.value));
  // Enter sends by the first button of the form, which says something else.
  why.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || event.isComposing) return;
    event.preventDefault();
    button.click();
  });
  field.append(label, why, button);
  return field;
}

/** A button that sends the form. @param {string} textContent */
const makeButton = (textContent) => Object.assign(document.createElement("button"), { className: "pl-btn", textContent });
