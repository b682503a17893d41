// @ts-check
/** What each page for readers loads. */
import { ParleyThread } from "./parley-thread.js";

customElements.get("parley-thread") ?? customElements.define("parley-thread", ParleyThread);

const report = /** @type {HTMLElement | null} */ (document.querySelector(".pl-body[data-write]"));
if (report)
  document.addEventListener("selectionchange", () => getSelection()?.type === "Range" && import("./on-words.js").then(({ watch }) => watch(report)));

if (document.querySelector("parley-passkey")) import("./passkey.js");
if (document.querySelector("parley-closed")) import("./closed.js");
if (document.querySelector("parley-signed-in")) import("./sign-in-done.js");
if (document.querySelector('form[action$="/sign-out"]')) import("./sign-out.js");
