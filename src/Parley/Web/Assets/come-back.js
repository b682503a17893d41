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
  const before = await keeper.come(thread.shown);
  if (before) await back.begin(before);
  if (!whose) sayKept(thread);
  return back;
}

/** Offers a visitor to keep the place in this browser: until they say so, nothing is kept. @param {ParleyThread} thread */
export function offer(thread) {
  const acts = thread.querySelector('.pl-news [data-part="acts"]');
  if (!acts || acts.childElementCount || thread.back || thread.reader) return;
  const button = makeButton(say("keep-place"), () => {
    if (!beginToKeep()) return thread.tell(say("failed"), button);
    button.remove();
    thread.refresh();
  });
  button.classList.add("pl-news-button");
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
    }),
  );
  thread.querySelector(".pl-discussion")?.append(line);
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
  /** @type {Set<string>} comments whose replies are folded, on this page or another */
  #folded = new Set();
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #folding;
  /** Drafts that the account has. @type {Set<string>} */
  #kept = new Set();
  /** Drafts on their way to it. @type {Map<string, {words: import("./keeper.js").WrittenDraft, timer: ReturnType<typeof setTimeout>}>} */
  #waiting = new Map();
  #over = new AbortController();

  /** @param {ParleyThread} thread @param {string} whose @param {AccountKeeper | DeviceKeeper} keeper */
  constructor(thread, whose, keeper) {
    this.thread = thread;
    this.whose = whose;
    this.keeper = keeper;
  }

  /** @param {Before} before */
  async begin({ since, sinceAt, order, folded, drafts }) {
    const { thread } = this;
    if (order && thread.goOnTo(order)) return;
    const { signal } = this.#over;
    thread.addEventListener("keydown", (event) => this.#press(event), { signal });
    thread.addEventListener("click", ({ target }) => /** @type {Element} */ (target).closest(".pl-fold") && setTimeout(() => this.#fold()), { signal });
    addEventListener("pagehide", () => [...this.#waiting.keys()].forEach((id) => this.#send(id)), { signal });
    this.#folded = new Set(folded);
    // A page comes unfolded: what is folded by now its reader has folded.
    if ([...this.#branches].some((branch) => !branch.open)) this.#fold();
    for (const branch of this.#branches) if (this.#folded.has(idOf(branch)) && !branch.querySelector("[aria-current], textarea")) branch.open = false;
    for (const draft of drafts) this.#takeUp(draft);
    if (since === undefined || since >= thread.shown) return;
    const { ok, answer } = await askApi(`${thread.dataset.api}/new?since=${since}`);
    if (!ok) return;
    this.#sinceAt = sayMoment(new Date(sinceAt ?? ""));
    this.#isPartial = answer.isPartial;
    for (const { id, parentId } of answer.comments) if (!thread.notNew.has(id)) this.#absent.set(id, parentId);
  }

  /** Another reader is here now, or nothing is to be kept any more. */
  end() {
    this.#over.abort();
    this.thread.back = undefined;
  }

  /** Marks those of the new ones that have come onto the page, and says how many there are. */
  mark() {
    for (const id of this.#absent.keys()) {
      const article = document.getElementById("c-" + id);
      if (!article) continue;
      this.#absent.delete(id);
      if (article.dataset.state === undefined && !article.dataset.own && !article.dataset.muted) markNew(article);
    }
    for (const branch of this.#branches) {
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
    if (!body && !this.#kept.has(id)) return;
    const words = { id, body, parentId: place.split("/")[1] || undefined };
    this.#waiting.set(id, { words, timer: setTimeout(() => this.#send(id), body ? draftAfter : 0) });
  }

  /** @param {string} id */
  #send(id) {
    const { words, timer } = this.#waiting.get(id) ?? {};
    clearTimeout(timer);
    this.#waiting.delete(id);
    if (!words) return;
    if (words.body) this.#kept.add(id);
    else this.#kept.delete(id);
    this.keeper.draft(words).catch(() => null);
  }

  /** What this tab has is what its reader typed here, and it stays. @param {import("./keeper.js").WrittenDraft} draft */
  #takeUp({ id, parentId, body }) {
    this.#kept.add(id);
    const draft = new Draft(`${this.thread.dataset.thread}/${parentId ?? ""}`, this.whose);
    if (draft.body) return;
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
      this.thread.refresh();
      return this.#marked.find((article) => came.includes(article));
    }
  }

  /** @param {KeyboardEvent} event */
  #press(event) {
    const { target, key, code, ctrlKey, metaKey, altKey, shiftKey, isComposing } = event;
    if (ctrlKey || metaKey || altKey || shiftKey || isComposing || /** @type {Element} */ (target).matches("input, textarea, select")) return;
    // Where the keyboard has no Latin letters, the key that stands in their place.
    const letter = /^[a-z]$/.test(key) ? key : code;
    const by = { n: 1, p: -1, KeyN: 1, KeyP: -1 }[letter];
    if (!by || !this.#sinceAt) return;
    event.preventDefault();
    this.step(/** @type {1 | -1} */ (by));
  }

  #fold() {
    for (const branch of this.#branches) {
      if (branch.open) this.#folded.delete(idOf(branch));
      else this.#folded.add(idOf(branch));
    }
    clearTimeout(this.#folding);
    this.#folding = setTimeout(() => this.keeper.fold([...this.#folded].slice(-mostFolded)).catch(() => null), 500);
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
