// @ts-check
/** What a site opens to some only, before they are known: a token that opens it is handed over, and the page asked for again. */
import "./frame.js";
import { handOver, takeFromAddress } from "./token.js";

const api = document.querySelector("parley-closed")?.getAttribute("data-api") ?? "";

/** @param {string} token */
async function open(token) {
  // Only a session that has just begun can have changed anything.
  if ((await handOver(api, token)).status === 201) location.reload();
}

addEventListener("parley-token", (event) => open(/** @type {CustomEvent} */ (event).detail));
if (parent === window && location.hash.startsWith("#token=")) open(takeFromAddress());
