// @ts-check
/** The page to try the interface: one form for each operation of the OpenAPI document, sent as whoever is signed in. */

/** @param {string} tag @param {Record<string, string>} attributes @param {(Node | string)[]} children */
function make(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  element.append(...children);
  return element;
}

class ParleyApi extends HTMLElement {
  async connectedCallback() {
    const answer = await fetch(this.dataset.document ?? "");
    const { paths, components } = await answer.json();
    this.schemas = components?.schemas ?? {};
    for (const [path, operations] of Object.entries(paths))
      for (const [method, operation] of Object.entries(operations)) if (method !== "head") this.append(this.draw(path, method, operation));
  }

  /** @param {string} path @param {string} method @param {any} operation */
  draw(path, method, operation) {
    const fields = [...new Set([...path.matchAll(/\{([^}:]+)[^}]*\}/g)].map((match) => match[1]))].map((name) => this.field(name));
    for (const parameter of operation.parameters ?? []) if (parameter.in === "query") fields.push(this.field(parameter.name));
    const content = operation.requestBody?.content ?? {};
    const schema = content["application/json"]?.schema;
    const body =
      schema || Object.keys(content).length === 0
        ? schema && make("textarea", { class: "pl-input", name: "body", rows: "5", "aria-label": this.dataset.body ?? "" })
        : make("input", { class: "pl-input", name: "body", type: "file", accept: Object.keys(content).join(","), "aria-label": this.dataset.body ?? "" });
    if (schema) body.textContent = JSON.stringify(this.example(schema), null, 2);
    const output = make("pre", { hidden: "", tabindex: "0", role: "region", "aria-label": this.dataset.answer ?? "", dir: "ltr" });
    const form = make("form", { class: "pl-stack" }, ...fields, ...(body ? [body] : []), make("button", { class: "pl-btn" }, this.dataset.send ?? ""), make("div", { class: "pl-text" }, output));
    form.addEventListener("submit", (event) => this.send(event, path, method, output));
    return make("details", {}, make("summary", {}, make("code", { dir: "ltr" }, `${method.toUpperCase()} ${path}`), ` ${operation.summary ?? ""}`), form);
  }

  /** @param {string} name */
  field(name) {
    return make("label", { class: "pl-field" }, name, make("input", { class: "pl-input", name, dir: "ltr" }));
  }

  /** @param {SubmitEvent} event @param {string} path @param {string} method @param {HTMLElement} output */
  async send(event, path, method, output) {
    event.preventDefault();
    const form = new FormData(/** @type {HTMLFormElement} */ (event.target));
    const body = form.get("body");
    const query = new URLSearchParams();
    let url = path.replace(/\{([^}:]+)[^}]*\}/g, (_, name) => encodeURIComponent(String(form.get(name) ?? "")));
    for (const [name, value] of form) if (name !== "body" && value && !path.includes(`{${name}`)) query.set(name, String(value));
    if (query.size > 0) url += `?${query}`;
    const type = body instanceof File ? body.type : "application/json";
    const request = { method: method.toUpperCase(), ...(body === null ? {} : { body, headers: { "content-type": type } }) };
    output.hidden = false;
    try {
      const answer = await fetch(url, request);
      output.textContent = `${answer.status} ${answer.statusText}\n${await answer.text()}`;
    } catch (error) {
      output.textContent = String(error);
    }
  }

  /** What may be sent as it stands: nothing where nothing need be. @param {any} schema @returns {any} */
  example(schema) {
    const types = [schema.type ?? []].flat();
    if (types.includes("null") || schema.oneOf?.some((/** @type {any} */ one) => one.type === "null")) return null;
    if (schema.$ref) return this.example(this.schemas[schema.$ref.split("/").pop()] ?? {});
    if (schema.properties) return Object.fromEntries(Object.entries(schema.properties).map(([name, one]) => [name, this.example(one)]));
    if (schema.enum) return schema.enum[0];
    if (types.includes("array")) return [];
    if (types.includes("boolean")) return false;
    if (types.includes("integer") || types.includes("number")) return 0;
    if (schema.format === "uuid") return "00000000-0000-7000-8000-000000000000";
    return schema.format === "date-time" ? new Date(Date.UTC(2030, 0)).toISOString() : "";
  }
}

customElements.get("parley-api") ?? customElements.define("parley-api", ParleyApi);
