// @ts-check
/**
 * <parley-passkey>: a form that a passkey fills in. It shows only where the browser knows passkeys; without it a code from an app does the same.
 */
class ParleyPasskey extends HTMLElement {
  connectedCallback() {
    const form = this.querySelector("form");
    if (!form || !window.PublicKeyCredential?.parseRequestOptionsFromJSON) return;
    this.hidden = false;
    form.addEventListener("submit", (event) => {
      if (field(form, "credential").value) return;
      event.preventDefault();
      this.ask(form);
    });
  }

  /** @param {HTMLFormElement} form */
  async ask(form) {
    const failed = this.querySelector("[role=alert]");
    const button = form.querySelector("button");
    button?.setAttribute("disabled", "");
    try {
      const answer = await fetch(this.dataset.url ?? "", { method: "POST" });
      if (!answer.ok) throw new Error(String(answer.status));
      const { state, options } = await answer.json();
      const credential =
        this.dataset.kind === "new"
          ? await navigator.credentials.create({ publicKey: PublicKeyCredential.parseCreationOptionsFromJSON(options) })
          : await navigator.credentials.get({ publicKey: PublicKeyCredential.parseRequestOptionsFromJSON(options) });
      field(form, "state").value = state;
      field(form, "credential").value = JSON.stringify(credential);
      button?.removeAttribute("disabled");
      form.requestSubmit();
    } catch {
      button?.removeAttribute("disabled");
      if (failed instanceof HTMLElement) failed.hidden = false;
    }
  }
}

/** @param {HTMLFormElement} form @param {string} name */
const field = (form, name) => /** @type {HTMLInputElement} */ (form.elements.namedItem(name));

customElements.get("parley-passkey") ?? customElements.define("parley-passkey", ParleyPasskey);
