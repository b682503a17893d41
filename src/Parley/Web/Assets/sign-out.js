// @ts-check
import { forgetDrafts } from "./device.js";

/**
 * Signing out on purpose: whoever sits here next finds no trace of what was begun, in this window or another of this browser.
 * For every page that has the button, and every page that has drafts.
 */
const others = new BroadcastChannel("parley-sign-out");

addEventListener("submit", ({ target }) => {
  if (!(/** @type {HTMLFormElement} */ (target).action.endsWith("/sign-out"))) return;
  forgetDrafts();
  others.postMessage("");
});

others.onmessage = () => {
  forgetDrafts();
  location.reload();
};
