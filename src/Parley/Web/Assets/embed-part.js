// @ts-check
/**
 * The smaller parts of Parley in a newspaper's page: `parley-comment`, a quoted comment, and `parley-latest`, a list of
 * the latest or picked ones. Each holds a link, which is shown until the frame in its place has answered. The loader
 * brings this along where there is one of them.
 */
const home = new URL("../../", import.meta.url);
/** @type {Set<ParleyPart>} */
const all = new Set();

class ParleyPart extends HTMLElement {
  root = this.attachShadow({ mode: "open" });
  link = document.createElement("slot");
  frame = document.createElement("iframe");
  /** @type {string[] | null} what of the page's look it takes on, once it has answered */
  ask = null;

  connectedCallback() {
    this.root.replaceChildren(this.link);
    const link = this.querySelector("a");
    // Nothing but a page of ours is framed.
    if (!link?.href.startsWith(home.href)) return;
    this.frame.src = this.address(link.href);
    this.frame.title = link.textContent.trim();
    this.frame.loading = "lazy";
    Object.assign(this.frame.style, { display: "block", width: "100%", height: "1px", border: "0" });
    this.root.append(this.frame);
    all.add(this);
  }

  disconnectedCallback() {
    all.delete(this);
    this.ask = null;
  }

  /** @param {string} link */
  address(link) {
    const address = new URL(link);
    if (this.localName === "parley-comment") address.pathname += "/quote";
    address.hash = "";
    address.searchParams.set("frame", "1");
    const lang = this.closest("[lang]")?.getAttribute("lang");
    if (lang && !address.searchParams.has("lang")) address.searchParams.set("lang", lang);
    return address.href;
  }

  /** @param {MessageEvent} event */
  hear({ source, origin, data }) {
    if (source !== this.frame.contentWindow || origin !== home.origin) return;
    if (data.height) this.frame.style.height = data.height + "px";
    if (Array.isArray(data.ask)) {
      this.ask = data.ask;
      this.link.remove();
    }
    this.tell();
  }

  tell() {
    if (!this.ask) return;
    const style = getComputedStyle(this);
    const look = this.ask.map((key) => style.getPropertyValue("--pl-" + key));
    const scheme = this.getAttribute("scheme") ?? style.color;
    this.frame.contentWindow?.postMessage({ view: [0, 0], look, scheme }, home.origin);
  }
}

addEventListener("message", (event) => all.forEach((one) => one.hear(event)));
const changes = new MutationObserver(() => all.forEach((one) => one.tell()));
for (const element of [document.documentElement, document.body]) changes.observe(element, { attributes: true });
for (const name of ["parley-comment", "parley-latest"])
  customElements.get(name) ?? customElements.define(name, class extends ParleyPart {});
