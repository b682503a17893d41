// @ts-check
/** What each page for readers loads. */
import { ParleyThread } from "./parley-thread.js";

customElements.get("parley-thread") ?? customElements.define("parley-thread", ParleyThread);

if (document.querySelector("parley-passkey")) import("./passkey.js");
if (document.querySelector("parley-closed")) import("./closed.js");
if (document.querySelector("parley-signed-in")) import("./sign-in-done.js");
if (document.querySelector('form[action$="/sign-out"]')) import("./sign-out.js");
