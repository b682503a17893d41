// @ts-check
import { askApi } from "./trusted.js";
import { say } from "./words.js";
/** @typedef {import("./parley-thread.js").ParleyThread} ParleyThread */

/**
 * Hands the token of the site's own system over: the page around the frame has it, or an app put it into the address. An empty one
 * says that nobody is signed in there.
 * @param {string} api the site's interface
 * @param {string} token
 */
export async function handOver(api, token) {
  const sent = await askApi(`${api}/session/token${parent === window ? "" : "?frame=1"}`, "POST", { token });
  // A page that was kept for long brings a token that is over. Whoever made it can make a fresh one.
  if (sent.status === 401) dispatchEvent(new CustomEvent("parley-token-refused"));
  return sent;
}

/** @type {Promise<unknown>} */
let turn = Promise.resolve();
let isLeaving = false;

/**
 * One token after the other, for whichever the server takes last holds. Once the page is asked for again no more are taken:
 * the next page is told the newest anew, and one that had been taken meanwhile would seem to it to have changed nothing.
 * @param {() => Promise<void>} run
 */
export function inTurn(run) {
  const unlessLeaving = async () => isLeaving || run();
  turn = turn.then(unlessLeaving, unlessLeaving);
}

/** Asks for the page again, as whoever the token has made of its reader. */
export function reload() {
  isLeaving = true;
  location.reload();
}

/** @param {ParleyThread} thread @param {string} token */
export async function signInBy(thread, token) {
  // What was laid on top belongs to whoever was signed in before.
  await thread.ready;
  const { ok, answer } = await handOver(thread.api, token);
  if (!ok) return;
  if (thread.reader && thread.reader.id !== answer.id) {
    // What waits to be kept is the other's.
    thread.back?.end();
    return reload();
  }
  if (thread.reader?.id !== answer.id) await thread.refresh();
}

/** The token that an app put into the address, where nobody keeps it from now on. */
export function takeFromAddress() {
  const token = decodeURIComponent(location.hash.slice("#token=".length));
  history.replaceState(history.state, "", location.pathname + location.search);
  return token;
}

/** Where the site sends those who may not. @param {string} href */
export const linkTo = (href) => Object.assign(document.createElement("a"), { href, target: "_top", textContent: say("not-open-link") });
