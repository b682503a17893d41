// @ts-check
/**
 * What this browser keeps for a visitor who asked for that: the order, and for each discussion how far it was read and what was
 * folded. Nothing is written before, and forgetting takes all of it away.
 */
const key = "parley:kept";

/** @typedef {{since?: number, sinceAt?: string, seen: number, seenAt: string, folded: string[]}} Place of one discussion */
/** @typedef {{order?: string, threads: Record<string, Place>}} Kept */

/** A browser that blocks storage throws at the mere mention of it. Then nothing is kept. @template T @param {() => T} what */
export function attempt(what) {
  try {
    return what();
  } catch {
    return null;
  }
}

/** @returns {Kept | null} null where nobody asked for it */
export const kept = () => attempt(() => JSON.parse(localStorage.getItem(key) ?? "null"));

/** Changes what is kept, where something is. @param {(kept: Kept) => void} change */
export function changeKept(change) {
  const now = kept();
  if (!now) return;
  change(now);
  attempt(() => localStorage.setItem(key, JSON.stringify(now)));
}

export const draftPrefix = "parley:draft:";

/** @type {Record<string, string>} for a page whose browser keeps nothing */
const memory = {};

/** A visitor who has this browser keep things finds a draft again later; otherwise it lives as long as its tab. @param {string} owner the account; empty for a visitor @returns {Record<string, string>} */
export const draftsOf = (owner) => attempt(() => (!owner && kept() ? localStorage : sessionStorage)) ?? memory;

const isDraft = (/** @type {string} */ name) => name.startsWith(draftPrefix);

/** Whether anything was begun. */
export const hasDrafts = () => ["", "any"].some((owner) => Object.keys(draftsOf(owner)).some(isDraft));

/** Forgets what was begun: in this tab, and in this browser. */
export const forgetDrafts = () =>
  attempt(() => {
    for (const store of [sessionStorage, localStorage]) for (const name of Object.keys(store).filter(isDraft)) store.removeItem(name);
  });

/** Keeps from now on, what was begun before among it. @returns {boolean} whether this browser lets us */
export const beginToKeep = () =>
  attempt(() => {
    const begun = Object.keys(sessionStorage).filter((name) => name.startsWith(draftPrefix + ":"));
    for (const name of begun) localStorage.setItem(name, sessionStorage[name]);
    localStorage.setItem(key, JSON.stringify({ threads: {} }));
    for (const name of begun) sessionStorage.removeItem(name);
    return true;
  }) ?? false;

export function forgetKept() {
  // The second is what an earlier version kept.
  for (const name of [key, "parley:order"]) attempt(() => localStorage.removeItem(name));
  forgetDrafts();
}
