// @ts-check
import { fetchComments, markNew, placeNew } from "./arrive.js";
import { beginToKeep, forgetKept } from "./device.js";
import { Draft } from "./draft.js";
import { AccountKeeper, DeviceKeeper } from "./keeper.js";
import { sayMoment } from "./times.js";
import { askApi } from "./trusted.js";
import { say } from "./words.js";
/** @typedef {import("./parley-thread.js").ParleyThread} ParleyThread */
/** @typedef {import("./keeper.js").Before} Before */

/** How long the words stand still before they go to the account. */
const draftAfter = 1_500;

/** The most new comments that are fetched at once, and the most branches that are kept as folded. */
const mostAtOnce = 20;
const mostFolded = 200;

/**
 * Brings a reader back to where they were: marks and counts what is new since, and keeps where they are now.
 * @param {ParleyThread} thread
 * @param {string} whose the account; empty for a visitor who has this browser keep it
 */
export async function comeBack(thread, whose) {
  const keeper = whose ? new AccountKeeper(thread.dataset.api ?? "") : new DeviceKeeper(thread.dataset.thread ?? "");
  const back = new ComeBack(thread, whose, keeper);
  // A part of a discussion is no visit to it: what stands on it says nothing of how far one has read.
  const before = thread.dataset.version ? await keeper.come(thread.shown) : null;
  if (before) back.begin(before);
  if (whose) thread.querySelector('[data-part="keep"]')?.remove();
  if (!whose) sayKept(thread);
  return back;
}

/** Offers a visitor to keep the place in this browser: until they say so, nothing is kept. @param {ParleyThread} thread */
export function offer(thread) {
  const acts = thread.querySelector('.pl-news [data-part="acts"]');
  if (!acts || acts.childElementCount || thread.back || thread.reader) return;
  const button = makeButton(say("keep-place"), () => {
    if (thread.reader) return button.remove();
    if (!beginToKeep()) return thread.tell(say("failed"), button);
    const row = /** @type {HTMLElement} */ (button.closest(".pl-news"));
    button.remove();
    row.children[0].textContent = say("kept-here");
    focus(row);
    thread.refresh();
  });
  button.classList.add("pl-news-button");
  button.setAttribute("data-part", "keep");
  acts.append(button);
}

/** Says what this browser keeps, at the end of the discussion, with the way to have it forgotten. @param {ParleyThread} thread */
function sayKept(thread) {
  if (thread.querySelector('[data-part="kept"]')) return;
  const line = Object.assign(document.createElement("p"), { className: "pl-small pl-soft", textContent: say("kept-here") + " " });
  line.setAttribute("data-part", "kept");
  line.append(
    makeButton(say("forget"), () => {
      forgetKept();
      thread.back?.end();
      line.textContent = say("forgotten");
      focus(line);
    }),
  );
  thread.querySelector(".pl-discussion")?.append(line);
}

/** Where a button was that is gone now, the focus goes to what says what came of it. @param {HTMLElement} element */
function focus(element) {
  element.tabIndex = -1;
  element.focus({ preventScroll: true });
}

/** @param {string} textContent @param {() => void} onclick */
const makeButton = (textContent, onclick) => Object.assign(document.createElement("button"), { className: "pl-bare", textContent, onclick });

class ComeBack {
  /** New, and not on the page: each with what it answers. @type {Map<string, string | undefined>} */
  #absent = new Map();
  #isPartial = false;
  #sinceAt = "";
  /** Where the reader stands among the new ones. @type {HTMLElement | undefined} */
  #at;
  /** Comments whose replies are folded, on this page or another, once that is known. @type {Set<string> | undefined} */
  #folded;
  /** Branches to which that was applied. @type {WeakSet<Element>} */
  #folds = new WeakSet();
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #folding;
  #isStepping = false;
  /** Drafts that the account has, and their words. @type {Map<string, string>} */
  #kept = new Map();
  /** Drafts on their way to it. @type {Map<string, {words: import("./keeper.js").WrittenDraft, timer: ReturnType<typeof setTimeout>}>} */
  #waiting = new Map();
  #over = new AbortController();

  /** @param {ParleyThread} thread @param {string} whose @param {AccountKeeper | DeviceKeeper} keeper */
  constructor(thread, whose, keeper) {
    this.thread = thread;
    this.whose = whose;
    this.keeper = keeper;
    const { signal } = this.#over;
    thread.addEventListener("keydown", (event) => this.#press(event), { signal });
    thread.addEventListener("click", (event) => this.#clicked(/** @type {Element} */ (event.target)), { signal });
    addEventListener("pagehide", () => [...this.#waiting.keys()].forEach((id) => this.#send(id, true)), { signal });
  }

  /** @param {Before} before */
  begin({ since, sinceAt, order, folded, drafts }) {
    const { thread } = this;
    // Nobody who writes already is led away from it.
    const isWriting = [...thread.querySelectorAll("textarea")].some((box) => box.value || box === document.activeElement);
    if (order && !isWriting && thread.goOnTo(order)) return;
    this.#folded = new Set(folded);
    for (const draft of drafts) this.#takeUp(draft);
    if (since !== undefined && since < thread.shown) this.#find(since, sinceAt).catch(() => null);
  }

  /** @param {number} since @param {string} [sinceAt] */
  async #find(since, sinceAt) {
    const { thread } = this;
    const { ok, answer } = await askApi(`${thread.dataset.api}/new?since=${since}`);
    if (!ok) return;
    this.#sinceAt = sayMoment(new Date(sinceAt ?? ""));
    this.#isPartial = answer.isPartial;
    for (const { id, parentId } of answer.comments) this.#absent.set(id, parentId);
    this.mark();
  }

  /** Another reader is here now, or nothing is to be kept any more. */
  end() {
    this.#over.abort();
    for (const { timer } of this.#waiting.values()) clearTimeout(timer);
    this.#waiting.clear();
    this.thread.back = undefined;
  }

  /** Marks those of the new ones that have come onto the page, and says how many there are. */
  mark() {
    for (const id of this.#absent.keys()) {
      const article = document.getElementById("c-" + id);
      if (!article && !this.thread.notNew.has(id)) continue;
      this.#absent.delete(id);
      if (article && !this.thread.notNew.has(id) && article.dataset.state === undefined) markNew(article);
    }
    for (const branch of this.#branches) {
      this.#applyFold(branch);
      const line = branch.querySelector(":scope > .pl-fold > span");
      const count = branch.querySelectorAll("article[data-new]:not([data-muted])").length;
      line?.querySelector("[data-part=new]")?.remove();
      if (!line || !count) continue;
      const said = Object.assign(document.createElement("span"), { textContent: say("new-in-branch", { count }) });
      said.setAttribute("data-part", "new");
      line.append(said);
    }
    this.say();
  }

  /** Says how many are new, where nothing newer is to be said. */
  say() {
    const row = this.thread.querySelector(".pl-news");
    const here = this.#marked;
    const count = here.length + this.#absent.size;
    if (!row || !this.#sinceAt || !count || row.querySelector('[data-part="show"]')) return;
    const [said, acts] = row.children;
    const at = this.#at ? here.indexOf(this.#at) + 1 : 0;
    said.textContent = say(at ? "since-at" : this.#isPartial ? "since-more" : "since", { count, at, time: this.#sinceAt });
    if (acts.querySelector('[data-part="next-new"]')) return;
    const button = makeButton(say("next-new"), () => this.step(1));
    button.classList.add("pl-news-button");
    button.setAttribute("data-part", "next-new");
    button.setAttribute("aria-keyshortcuts", "n");
    acts.replaceChildren(button);
  }

  /** What was waiting has been shown: the reader is as far as that. */
  shown() {
    this.mark();
    this.keeper.come(this.thread.shown).catch(() => null);
  }

  /** Goes to the next new comment, or to the one before; after the last of the page to those that are not on it. @param {1 | -1} by */
  async step(by) {
    if (this.#isStepping) return;
    this.#isStepping = true;
    await this.#stepOn(by).finally(() => (this.#isStepping = false));
  }

  /** @param {1 | -1} by */
  async #stepOn(by) {
    const here = this.#marked;
    const focused = /** @type {HTMLElement | null | undefined} */ (document.activeElement?.closest("article[data-new]"));
    const from = focused ?? this.#at;
    let next = from ? here[here.indexOf(from) + by] : here.at(by > 0 ? 0 : -1);
    if (!next && by > 0) next = /** @type {HTMLElement} */ (await this.#bring().catch(() => undefined));
    next ??= /** @type {HTMLElement} */ (here.at(by > 0 ? 0 : -1));
    if (!next) return;
    for (let branch = next.parentElement?.closest("details"); branch; branch = branch.parentElement?.closest("details")) branch.open = true;
    this.#at = next;
    this.say();
    this.thread.show(next);
  }

  /** A draft has changed. Without words it is over. @param {{id: string, body: string, place: string}} draft */
  keep({ id, body, place }) {
    clearTimeout(this.#waiting.get(id)?.timer);
    this.#waiting.delete(id);
    if (body === (this.#kept.get(id) ?? "")) return;
    const words = { id, body, parentId: place.split("/")[1] || undefined };
    this.#waiting.set(id, { words, timer: setTimeout(() => this.#send(id), body ? draftAfter : 0) });
  }

  /** @param {string} id @param {boolean} [isLast] whether the page goes */
  #send(id, isLast) {
    const { words, timer } = this.#waiting.get(id) ?? {};
    clearTimeout(timer);
    this.#waiting.delete(id);
    if (!words) return;
    if (words.body) this.#kept.set(id, words.body);
    else this.#kept.delete(id);
    // What did not arrive goes with the next words, or with the page.
    this.keeper.draft(words, isLast).catch(() => this.#kept.set(id, ""));
  }

  /** What was begun in this tab, or typed just now, stays; of the same draft the account has the latest. @param {import("./keeper.js").WrittenDraft} draft */
  #takeUp({ id, parentId, body }) {
    this.#kept.set(id, body);
    const draft = new Draft(`${this.thread.dataset.thread}/${parentId ?? ""}`, this.whose);
    const composers = /** @type {Iterable<import("./parley-composer.js").ParleyComposer>} */ (this.thread.querySelectorAll("parley-composer:defined"));
    const isTyped = [...composers].some((composer) => composer.isTyped && composer.draft?.place === draft.place && composer.draft.owner === draft.owner);
    if (draft.body && (draft.id !== id || isTyped)) return;
    draft.id = id;
    draft.keep(body);
  }

  /** Fetches some of those that are not on the page. @returns {Promise<HTMLElement | undefined>} the first of them, as one reads */
  async #bring() {
    while (this.#absent.size) {
      const ids = [...this.#absent.keys()].slice(0, mostAtOnce);
      const { came } = await fetchComments(this.thread, ids);
      for (const article of came) placeNew(this.thread, article, this.#absent.get(article.id.slice(2)));
      for (const id of ids) this.#absent.delete(id);
      if (!came.length) continue;
      await this.thread.refresh();
      return this.#marked.find((article) => came.includes(article));
    }
  }

  /** @param {KeyboardEvent} event */
  #press(event) {
    const { target, key, code, ctrlKey, metaKey, altKey, shiftKey, isComposing, repeat } = event;
    if (repeat || ctrlKey || metaKey || altKey || shiftKey || isComposing || /** @type {Element} */ (target).matches("input, textarea, select")) return;
    // Where the keyboard has no Latin letters, the key that stands in their place.
    const letter = /^[a-z]$/.test(key) ? key : code;
    const by = { n: 1, p: -1, KeyN: 1, KeyP: -1 }[letter];
    if (!by || !this.#sinceAt) return;
    event.preventDefault();
    this.step(/** @type {1 | -1} */ (by));
  }

  /** @param {Element} target */
  #clicked(target) {
    const branch = /** @type {HTMLDetailsElement | null | undefined} */ (target.closest("summary.pl-fold")?.parentElement);
    // It opens and closes after this.
    if (branch) setTimeout(() => this.#fold(branch));
  }

  /** @param {HTMLDetailsElement} branch */
  #fold(branch) {
    if (!this.#folded) return;
    if (branch.open) this.#folded.delete(idOf(branch));
    else this.#folded.add(idOf(branch));
    clearTimeout(this.#folding);
    const folded = [...this.#folded].slice(-mostFolded);
    this.#folding = setTimeout(() => this.keeper.fold(folded).catch(() => null), 500);
  }

  /** A branch comes unfolded: what is folded by then its reader has folded. @param {HTMLDetailsElement} branch */
  #applyFold(branch) {
    if (this.#folds.has(branch)) return;
    this.#folds.add(branch);
    if (!branch.open) this.#fold(branch);
    else if (this.#folded?.has(idOf(branch)) && !branch.querySelector("[aria-current], textarea")) branch.open = false;
  }

  get #marked() {
    return /** @type {HTMLElement[]} */ ([...this.thread.querySelectorAll("article[data-new]:not([data-muted])")]);
  }

  get #branches() {
    return /** @type {NodeListOf<HTMLDetailsElement>} */ (this.thread.querySelectorAll(".pl-replies"));
  }
}

/** The comment whose replies stand in a branch. @param {Element} branch */
const idOf = (branch) => branch.previousElementSibling?.id.slice(2) ?? "";
