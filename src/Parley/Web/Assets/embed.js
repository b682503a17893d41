// The loader, all of ours that runs in the newspaper's page: docs/embed.md. It writes no markup and keeps nothing.
(() => {
  // The line may stand there twice.
  if (customElements.get("parley-discussion")) return;
  const home = new URL(".", document.currentScript.src);
  const all = new Set();

  class ParleyDiscussion extends HTMLElement {
    static observedAttributes = ["url", "identifier", "lang", "dir", "scheme", "token"];
    root = this.attachShadow({ mode: "open" });
    // The page's own link, until the frame answers.
    link = document.createElement("slot");
    line = new Text();

    connectedCallback() {
      this.root.replaceChildren(this.link, this.line);
      // Read once: some pages rewrite their address while one scrolls.
      this.page = document.querySelector("link[rel=canonical]")?.href ?? location.href;
      all.add(this);
      near.observe(this);
      for (const element of [document.documentElement, document.body]) changes.observe(element, { attributes: true });
    }

    disconnectedCallback() {
      all.delete(this);
      near.unobserve(this);
      this.frame = this.ask = null;
    }

    attributeChangedCallback() {
      soon();
    }

    address() {
      const address = new URL("t" + (this.querySelector("a")?.search ?? ""), home);
      const ask = address.searchParams;
      const set = (key, value) => value && ask.set(key, value);
      set("url", new URL(this.getAttribute("url") ?? ask.get("url") ?? this.page, this.baseURI).href.split("#")[0]);
      set("id", this.getAttribute("identifier"));
      set("lang", this.nearest("lang")?.lang);
      return address;
    }

    nearest(key) {
      return this.closest(`[${key}]`);
    }

    // The page's own, unless the language was set further in: that has its own.
    get side() {
      const side = this.nearest("dir");
      const lang = this.nearest("lang");
      return side != lang && side?.contains(lang) ? "" : side?.dir;
    }

    // Of the link alone: the discussion's own HTML may stand beside it.
    get name() {
      return (this.querySelector("a") ?? this).textContent.trim();
    }

    open() {
      const src = this.address() + "&frame=1";
      if (this.frame?.src == src) return;
      this.frame = Object.assign(document.createElement("iframe"), {
        src, title: this.name, allow: "clipboard-write", frameBorder: 0, width: "100%",
        height: 480, // The place kept until it says how tall it is.
      });
      this.frame.style.display = "block";
      this.root.replaceChildren(this.link, this.line, this.frame);
      this.ask = null;
    }

    hear({ source, origin, data }) {
      const { frame } = this;
      // What a window said that has gone since comes from none.
      if (!source || source != frame?.contentWindow || origin != home.origin) return;
      if (data.height) frame.style.height = data.height + "px";
      if (data.reveal) scrollBy(0, frame.getBoundingClientRect().y + data.reveal - innerHeight / 4);
      if (data.event) this.dispatchEvent(new CustomEvent("parley:" + data.event, { bubbles: true }));
      if (data.ask) {
        this.ask = data.ask;
        this.link.remove();
      }
      soon();
    }

    tell() {
      if (this.frame) this.open();
      if (!this.ask) return;
      const style = getComputedStyle(this);
      const { y, height } = this.frame.getBoundingClientRect();
      const view = [Math.max(0, -y), Math.min(height, innerHeight - y)];
      const look = this.ask.map((key) => style.getPropertyValue("--pl-" + key));
      // The letters tell how dark the page is, however it was done.
      const scheme = this.getAttribute("scheme") ?? style.color;
      this.frame.contentWindow.postMessage({ view, look, scheme, side: this.side, comment: marked(), token: this.getAttribute("token"), from: document.referrer }, home.origin);
    }

    // On paper: where the discussion is. A frame would be cut wherever a page ends.
    print(isNow) {
      this.line.data = isNow ? this.name + " " + this.address() : "";
      this.link.hidden = isNow;
      if (this.frame) this.frame.style.display = isNow ? "none" : "block";
    }
  }

  let due;
  const soon = () =>
    (due ??= requestAnimationFrame(() => {
      due = null;
      all.forEach((one) => one.tell());
    }));
  // Every other mark is the page's own.
  const marked = () => location.hash.split("#parley-c-")[1];
  const near = new IntersectionObserver(
    (entries) => entries.forEach(({ target, isIntersecting }) => (marked() || isIntersecting) && target.open()),
    { rootMargin: "600px" },
  );
  const changes = new MutationObserver(soon);
  const on = (type, run) => addEventListener(type, (event) => all.forEach((one) => run(one, event)), true);
  on("message", (one, event) => one.hear(event));
  on("scroll", soon);
  on("resize", soon);
  on("hashchange", (one) => marked() && (one.open(), soon()));
  on("beforeprint", (one) => one.print(true));
  on("afterprint", (one) => one.print(false));
  customElements.define("parley-discussion", ParleyDiscussion);

  const bring = () => {
    for (const [what, name] of [["[data-parley-count]", "count"], ["parley-comment,parley-latest", "part"]])
      if (document.querySelector(what)) import(`${home}assets/-/embed-${name}.js`);
  };
  new MutationObserver(bring).observe(document, { childList: true, subtree: true });
  bring();
})();
