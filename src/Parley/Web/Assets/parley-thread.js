// @ts-check
import { reveal } from "./frame.js";
import { showTimes } from "./times.js";
import { askApi } from "./trusted.js";

const lastOrder = "parley:order";

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
    if (this.#isLeaving()) return;
    this.#status.className = "pl-hint";
    this.#status.role = "status";
    this.append(this.#status);
    showTimes(this);
    this.addEventListener("click", (event) => this.#click(event));
    this.addEventListener("focusin", ({ target }) => target instanceof HTMLTextAreaElement && import("./compose.js"));
    document.addEventListener("selectionchange", () => getSelection()?.type === "Range" && import("./quote.js").then(({ watch }) => watch(this)));
    // Somebody may be writing already when this arrives.
    if (document.activeElement instanceof HTMLTextAreaElement) import("./compose.js");
    this.addEventListener("parley-posted", (event) => import("./own.js").then(({ posted }) => posted(this, event)));
    addEventListener("pageshow", ({ persisted }) => persisted && this.refresh());
    addEventListener("parley-token", (event) => this.#signIn(({ signInBy }) => signInBy(this, /** @type {CustomEvent} */ (event).detail)));
    addEventListener("beforeprint", () => this.#unfold(true));
    addEventListener("afterprint", () => this.#unfold(false));
    this.ready = this.refresh();
    // Reading comes first.
    if (this.dataset.thread) (globalThis.requestIdleCallback ?? setTimeout)(() => this.follow());
    // In a frame the address is the page's, not an app's.
    if (parent === window && location.hash.startsWith("#token="))
      this.#signIn(({ signInBy, takeFromAddress }) => signInBy(this, takeFromAddress()));
  }

  /** @param {(module: typeof import("./token.js")) => any} run */
  #signIn(run) {
    import("./token.js").then(run);
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
    if (this.reader && this.dataset.thread) await this.#showMine();
    if (["moderator", "administrator"].includes(who.answer.role)) (await import("./staff.js")).showStaff(this);
    if (hasDrafts()) (await import("./compose.js")).resume(this);
    this.dispatchEvent(new CustomEvent("parley-reader"));
  }

  async #showMine() {
    const { ok, answer: mine } = await askApi(this.dataset.api + "/mine");
    if (!ok) return;
    const account = /** @type {HTMLAnchorElement | null} */ (document.querySelector("a.pl-account"));
    if (account) Object.assign(account, { href: account.dataset.mine, textContent: mine.reader.name });
    for (const button of this.querySelectorAll(".pl-acts > [formaction]")) button.ariaPressed = "false";
    for (const id of mine.appreciated) {
      const button = document.getElementById("c-" + id)?.querySelector(".pl-acts > [formaction]");
      if (button) button.ariaPressed = "true";
    }
    if (mine.own.length || mine.held.length || mine.unread) (await import("./own.js")).showOwn(this, mine);
  }

  /** Whether the site says itself what one needs to write: then it is asked, signed in or not. */
  get hasEntry() {
    return "asked" in this.dataset;
  }

  /** Says to everyone, politely, what came of something, beside where it was asked for. @param {string} sentence @param {Element} near @param {string} [link] where one may go on */
  tell(sentence, near, link) {
    this.#status.textContent = "";
    (near.closest(".pl-acts, form") ?? this).append(this.#status);
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

  /** What a link or button does in here. @param {Element} act @returns {(() => Promise<any>) | undefined} */
  #runOf(act) {
    const path = act.getAttribute("formaction") ?? act.getAttribute("href") ?? "";
    const [, verb] = /\/c\/.*\/(appreciate|reply|edit|delete|report)\b/.exec(path) ?? [];
    const acts = () => import("./acts.js");
    if (verb === "appreciate") return () => acts().then(({ appreciate }) => appreciate(this, act));
    if (verb) return () => import("./in-place.js").then(({ open }) => open(this, act, verb));
    if (act.matches("[rel=next], .pl-replies li > a")) return () => acts().then(({ more }) => more(this, act));
    if (act.matches(".pl-acts > a")) return () => acts().then(({ copy }) => copy(this, act));
    const order = act.matches(".pl-order a") && new URLSearchParams(path.split("?")[1]).get("order");
    if (order) keep(order);
  }

  /** Goes on to the order that the reader chose last, where this page was opened without asking for one. */
  #isLeaving() {
    const asks = new URLSearchParams(location.search);
    const order = kept();
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

// A browser that blocks storage throws at the mere mention of it. Then nothing is remembered.
const hasDrafts = () => attempt(() => Object.keys(sessionStorage).some((key) => key.startsWith("parley:draft:")));
const kept = () => attempt(() => localStorage.getItem(lastOrder));
/** @param {string} order */
const keep = (order) => attempt(() => localStorage.setItem(lastOrder, order));
/** @template T @param {() => T} what */
function attempt(what) {
  try {
    return what();
  } catch {
    return null;
  }
}
