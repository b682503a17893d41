// @ts-check
import { changeKept, hasDrafts, kept } from "./device.js";
import { reveal, takeReferrer, takeTokens } from "./frame.js";
import { showTimes } from "./times.js";
import { askApi } from "./trusted.js";

/**
 * A discussion as the server drew it, the same for everyone; what belongs to this reader is laid on top, and what can be
 * done without leaving the page is done here. Every link and button in it works without this too, which is why each is
 * known by the address it leads to. What only a few readers need is loaded when the first of them asks for it.
 */
export class ParleyThread extends HTMLElement {
  /** @type {{id: string, name: string} | null | undefined} null when signed out, undefined until that is known */
  reader;
  /** @type {Promise<void> | undefined} when it is first known who is signed in */
  ready;
  /** The number up to which everything is on the page, or was when it was drawn. */
  shown = Number(this.dataset.version ?? 0);
  /** What is never new to this reader: what they wrote here, and whoever they muted. @type {Set<string>} */
  notNew = new Set();
  /** Whether this reader may decide here about what others wrote. */
  mayModerate = false;
  /** What keeps where this reader is, once it is there. @type {Awaited<ReturnType<typeof import("./come-back.js").comeBack>> | undefined} */
  back;
  /** Whose place is kept: an account's, a visitor's (empty), or nobody's. @type {string | undefined} */
  #whose;
  /** @type {ReturnType<typeof import("./come-back.js").comeBack> | Promise<undefined> | undefined} */
  #coming;
  #isOffered = false;
  #status = document.createElement("p");

  /** The doors of the interface: of the whole, and of the site. A thread's own are in `data-api`, once it is there. */
  get root() {
    return this.api.replace(/\/sites\/[^/]+$/, "");
  }
  get api() {
    return (this.dataset.api ?? "").replace(/\/threads\/[^/]+$/, "");
  }
  get site() {
    return this.api.replace(/.*\//, "");
  }

  connectedCallback() {
    if (this.goOnTo(kept()?.order)) return;
    this.#status.className = "pl-hint";
    this.#status.role = "status";
    this.append(this.#status);
    showTimes(this);
    this.addEventListener("click", (event) => this.#click(event));
    this.addEventListener("focusin", ({ target }) => target instanceof HTMLTextAreaElement && import("./compose.js"));
    this.addEventListener("keydown", (event) => this.#press(event));
    document.addEventListener("selectionchange", () => getSelection()?.type === "Range" && import("./quote.js").then(({ watch }) => watch(this)));
    // Somebody may be writing already when this arrives.
    if (document.activeElement instanceof HTMLTextAreaElement) import("./compose.js");
    this.addEventListener("parley-posted", (event) => import("./own.js").then(({ posted }) => posted(this, event)));
    addEventListener("pageshow", ({ persisted }) => persisted && this.refresh());
    takeTokens((token) => this.#signIn(() => token));
    addEventListener("beforeprint", () => this.#unfold(true));
    addEventListener("afterprint", () => this.#unfold(false));
    this.ready = this.refresh();
    // Reading comes first; but a page that is never at rest is to hear what is new all the same.
    if (this.dataset.thread) (globalThis.requestIdleCallback ?? setTimeout)(() => (this.follow(), takeReferrer((page) => this.#cameFrom(page))), /** @type {any} */ ({ timeout: 2_000 }));
    // In a frame the address is the page's, not an app's.
    if (parent === window && location.hash.startsWith("#token="))
      this.#signIn(({ takeFromAddress }) => takeFromAddress());
  }

  /** @param {(module: typeof import("./token.js")) => string} tokenOf */
  #signIn(tokenOf) {
    import("./token.js").then((module) => module.inTurn(() => module.signInBy(this, tokenOf(module))));
  }

  /** Says from which other site its reader came, once: for staff that is a number. @param {string} page */
  #cameFrom(page) {
    const from = URL.canParse(page) ? new URL(page).hostname : "";
    if (from && from !== location.hostname && this.dataset.version) askApi(`${this.api}/threads/${this.dataset.thread}/arrival?from=${from}`, "PUT").catch(() => {});
  }

  /** Hears from now on what changes, where the page shows a whole discussion. */
  follow() {
    if (this.dataset.version) import("./live.js").then(({ follow }) => follow(this));
  }

  /** Lays on top what is this reader's: the name, the pressed buttons, what is their own. */
  async refresh() {
    const who = await askApi(`${this.root}/session?site=${this.site}`).catch(() => null);
    if (!who?.ok) return;
    this.reader = who.answer.isSignedIn ? { id: who.answer.id ?? "", name: who.answer.name ?? "" } : null;
    this.toggleAttribute("data-reader", this.reader !== null);
    if (this.reader && this.dataset.thread) await this.#showMine();
    if (this.dataset.thread) await this.#comeBack();
    if (who.answer.role && who.answer.role !== "reader") (await import("./staff.js")).showStaff(this);
    if (hasDrafts()) (await import("./compose.js")).resume(this);
    this.dispatchEvent(new CustomEvent("parley-reader"));
  }

  /** Where a reader was is kept on the account, and for a visitor in this browser, if they ask for it: that is offered. */
  async #comeBack() {
    const whose = this.reader?.id ?? (kept() ? "" : undefined);
    const load = () => import("./come-back.js");
    if (this.#whose !== whose) {
      this.back?.end();
      this.#coming = undefined;
      this.#whose = whose;
    }
    if (whose !== undefined) {
      this.#coming ??= load().then(({ comeBack }) => comeBack(this, whose)).catch(() => (this.#coming = undefined));
      this.back = await this.#coming;
      this.back?.mark();
    } else if (this.dataset.version && !this.#isOffered) {
      this.#isOffered = true;
      for (const sign of ["pointerdown", "keydown", "scroll"]) addEventListener(sign, () => load().then(({ offer }) => offer(this)), { once: true, passive: true });
    }
  }

  async #showMine() {
    const { ok, answer: mine } = await askApi(this.dataset.api + "/mine");
    if (!ok) return;
    this.mayModerate = mine.mayModerate;
    this.notNew = new Set([...mine.own.map((/** @type {{id: string}} */ one) => one.id), ...mine.muted.flatMap((/** @type {{comments: string[]}} */ one) => one.comments)]);
    const account = /** @type {HTMLAnchorElement | null} */ (document.querySelector("a.pl-account"));
    if (account) Object.assign(account, { href: account.dataset.mine, textContent: mine.reader.name });
    for (const button of this.querySelectorAll(".pl-acts > [formaction]")) button.ariaPressed = "false";
    for (const id of mine.appreciated) {
      const button = document.getElementById("c-" + id)?.querySelector(".pl-acts > [formaction]");
      if (button) button.ariaPressed = "true";
    }
    if (mine.muted.length || this.querySelector("[data-muted]")) (await import("./mute.js")).showMuted(this, mine.muted);
    if (mine.own.length || mine.held.length || mine.unread) (await import("./own.js")).showOwn(this, mine);
  }

  /** Whether the site says itself what one needs to write: then it is asked, signed in or not. */
  get hasEntry() {
    return "asked" in this.dataset;
  }

  /** Says to everyone, politely, what came of something, beside where it was asked for. @param {string} sentence @param {Element} near @param {string} [link] where one may go on */
  tell(sentence, near, link) {
    this.#status.textContent = "";
    (near.closest(".pl-acts, .pl-muted, .pl-moderate, form") ?? this).append(this.#status);
    // A region is listened to once it is there.
    setTimeout(() => {
      this.#status.textContent = sentence;
      if (link) import("./token.js").then(({ linkTo }) => this.#status.append(" ", linkTo(link)));
    }, 50);
  }

  /** @param {Element} near what could not be done without an account */
  async needAccount(near) {
    this.dispatchEvent(new CustomEvent("parley-sign-in", { bubbles: true }));
    (await import("./sign-in.js")).signIn(this, near);
  }

  /** Puts the focus on a comment that has just come. @param {HTMLElement} comment */
  show(comment) {
    showTimes(comment.parentElement ?? comment);
    comment.tabIndex = -1;
    comment.focus({ preventScroll: true });
    if (parent === window) comment.scrollIntoView({ block: "nearest" });
    else reveal(comment);
  }

  /** @param {MouseEvent} event */
  #click(event) {
    const { target, button, ctrlKey, metaKey, shiftKey, altKey } = event;
    const act = /** @type {Element} */ (target).closest("a, button");
    if (!act || button || ctrlKey || metaKey || shiftKey || altKey) return;
    const run = this.#runOf(act);
    if (!run) return;
    event.preventDefault();
    // Where the script does not come, the page without it does.
    run().catch(() => act instanceof HTMLAnchorElement && location.assign(act.href));
  }

  /** Ctrl and Enter send a comment, also before the script for writing has come. @param {KeyboardEvent} event */
  #press({ target, key, ctrlKey, metaKey, isComposing, keyCode }) {
    // A key during composition belongs to the input method: Enter there confirms a word.
    if (isComposing || keyCode === 229 || key !== "Enter" || !(ctrlKey || metaKey)) return;
    const form = /** @type {Element} */ (target).closest("parley-composer form");
    if (form instanceof HTMLFormElement) import("./compose.js").then(() => form.requestSubmit());
  }

  /** What a link or button does in here. @param {Element} act @returns {(() => Promise<any>) | undefined} */
  #runOf(act) {
    const path = act.getAttribute("formaction") ?? act.getAttribute("href") ?? "";
    const [, verb] = /\/c\/.*\/(appreciate|reply|edit|delete|report|mute)\b/.exec(path) ?? [];
    const acts = () => import("./acts.js");
    if (verb === "appreciate") return () => acts().then(({ appreciate }) => appreciate(this, act));
    if (verb === "mute") return () => import("./mute.js").then(({ mute }) => mute(this, act));
    if (verb) return () => import("./in-place.js").then(({ open }) => open(this, act, verb));
    if (act.matches("[rel=next], .pl-replies li > a")) return () => acts().then(({ more }) => more(this, act));
    if (act.matches("article > .pl-acts > a")) return () => acts().then(({ copy }) => copy(this, act));
    if (act.matches(".pl-order a")) return this.#choose(/** @type {HTMLAnchorElement} */ (act));
  }

  /** Keeps the order that is chosen, before the page goes. @param {HTMLAnchorElement} link */
  #choose(link) {
    const order = new URL(link.href).searchParams.get("order") ?? "newest";
    changeKept((kept) => (kept.order = order));
    if (this.reader === null) return;
    return async () => {
      // Who chooses at once is not known yet; the account is to keep it all the same.
      if (this.reader === undefined) await this.ready;
      if (this.reader) await askApi(this.api + "/order", "PUT", { order }).catch(() => null);
      location.assign(link.href);
    };
  }

  /** Goes on to the order that the reader chose last, where this page was opened without asking for one. @param {string} [order] @returns {boolean} whether it goes */
  goOnTo(order) {
    const asks = new URLSearchParams(location.search);
    if (!order || order === this.dataset.order || location.hash || ["order", "after", "comment"].some((name) => asks.has(name))) return false;
    const link = /** @type {HTMLAnchorElement | null} */ (this.querySelector(`.pl-order a[href*="order=${CSS.escape(order)}"]`));
    if (link) location.replace(link.href);
    return link !== null;
  }

  /** On paper nothing is folded. @param {boolean} isPaper */
  #unfold(isPaper) {
    for (const branch of /** @type {NodeListOf<HTMLDetailsElement>} */ (this.querySelectorAll(".pl-replies"))) {
      if (isPaper && !branch.open) branch.dataset.folded = "";
      if ("folded" in branch.dataset) branch.open = isPaper;
      if (!isPaper) delete branch.dataset.folded;
    }
  }
}
