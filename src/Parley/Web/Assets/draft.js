// @ts-check
import { draftPrefix, draftsOf, kept } from "./device.js";

/**
 * What a reader has begun to write at one place, kept in this tab until it is answered: through a reload, a lost connection,
 * a sign-in that ran out. It belongs to the account that wrote it, which keeps it as well; for a visitor who asked for that, this
 * browser does. What was written before signing in belongs to the first who signs in here; nobody else in this browser ever sees it.
 */
export class Draft {
  /** @param {string} place the thread, a slash, and the comment that is answered, if any @param {string} [owner] the account, if signed in */
  constructor(place, owner = "") {
    this.place = place;
    this.owner = owner;
    const [id, body] = JSON.parse(this.#store[this.#key] ?? "[]");
    /** The comment's id. It is made here and kept, so that a send repeated after a lost answer is one comment. */
    this.id = id ?? newId();
    this.body = body ?? "";
  }

  get #key() {
    return `${draftPrefix}${this.owner}:${this.place}`;
  }
  get #store() {
    return draftsOf(this.owner);
  }

  /** @param {string} body */
  keep(body) {
    this.body = body;
    if (body) this.#store[this.#key] = JSON.stringify([this.id, body]);
    else delete this.#store[this.#key];
  }

  /** Answered: the next words are another comment. */
  answered() {
    this.keep("");
    this.renew();
  }

  /** What is sent next is another comment, though its words are kept. */
  renew() {
    this.id = newId();
    this.keep(this.body);
  }

  /**
   * The draft to show now that `account` is known. Words written signed out go to whoever signs in; words of a reader whose
   * session ran out wait for that reader. What the account has begun here is not lost to it.
   * @param {string} account empty when signed out
   * @param {boolean} isFromHere whether it was typed in this tab: what this browser keeps for a visitor is the visitor's
   */
  for(account, isFromHere) {
    if (account === this.owner || (!account && this.body)) return this;
    const draft = new Draft(this.place, account);
    if (this.owner || !this.body || !isFromHere) return draft;
    if (!draft.body) draft.id = this.id;
    draft.keep(draft.body && draft.body !== this.body ? `${draft.body}\n\n${this.body}` : this.body);
    this.keep("");
    return draft;
  }
}

/**
 * The comments of a thread under which a reader has begun a reply.
 * @param {string} thread
 * @param {string} owner
 */
export function parentsOfDrafts(thread, owner) {
  const parents = new Set();
  for (const who of owner && kept() ? [owner] : [owner, ""]) {
    const start = `${draftPrefix}${who}:${thread}/`;
    for (const key of Object.keys(draftsOf(who))) if (key.startsWith(start)) parents.add(key.slice(start.length));
  }
  return parents;
}

/** A UUID of version 7, RFC 9562: milliseconds since 1970, then luck. The server believes nothing of the time in it. */
export function newId() {
  const luck = crypto.getRandomValues(new Uint8Array(10));
  const time = Date.now().toString(16).padStart(12, "0");
  const hex = [...luck].map((byte) => byte.toString(16).padStart(2, "0")).join("");
  const variant = "89ab"[luck[2] & 3];
  return [time.slice(0, 8), time.slice(8), "7" + hex.slice(1, 4), variant + hex.slice(5, 8), hex.slice(8)].join("-");
}
