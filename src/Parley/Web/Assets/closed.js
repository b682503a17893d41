// @ts-check
/** What a site opens to some only, before they are known: a token that opens it is handed over, and the page asked for again. */
import { takeTokens } from "./frame.js";
import { handOver, inTurn, reload, takeFromAddress } from "./token.js";

const api = document.querySelector("parley-closed")?.getAttribute("data-api") ?? "";

/** @param {string} token */
const open = (token) =>
  inTurn(async () => {
    // Only a session that has just begun can have changed anything.
    if ((await handOver(api, token)).status === 201) reload();
  });

takeTokens(open);
if (parent === window && location.hash.startsWith("#token=")) open(takeFromAddress());
