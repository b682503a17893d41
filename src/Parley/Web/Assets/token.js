// @ts-check
import { askApi } from "./trusted.js";
/** @typedef {import("./parley-thread.js").ParleyThread} ParleyThread */

/**
 * Signs the reader in by the token of the site's own system: the page around the frame hands it over, or an app in the address.
 * An empty one says that nobody is signed in there.
 * @param {ParleyThread} thread
 * @param {string} token
 */
export async function signInBy(thread, token) {
  // What was laid on top belongs to whoever was signed in before.
  await thread.ready;
  const { ok, status, answer } = await askApi(`${thread.api}/session/token${parent === window ? "" : "?frame=1"}`, "POST", { token });
  // A page that was kept for long brings a token that is over. Whoever made it can make a fresh one.
  if (status === 401) thread.dispatchEvent(new CustomEvent("parley-token-refused", { bubbles: true }));
  if (!ok) return;
  if (thread.reader && thread.reader.id !== answer.id) return location.reload();
  if (thread.reader?.id !== answer.id) await thread.refresh();
}

/** The token that an app put into the address, where nobody keeps it from now on. */
export function takeFromAddress() {
  const token = decodeURIComponent(location.hash.slice("#token=".length));
  history.replaceState(history.state, "", location.pathname + location.search);
  return token;
}
