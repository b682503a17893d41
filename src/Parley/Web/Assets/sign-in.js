// @ts-check
import { hostOrigin } from "./frame.js";
import { askApi } from "./trusted.js";
import { say } from "./words.js";
/** @typedef {import("./parley-thread.js").ParleyThread} ParleyThread */

/**
 * Leads to the sign-in page, which is only ever shown in a window of its own, where the address can be read. The words
 * written so far are kept.
 *
 * A frame has another cookie than that window. It gets a code from it, good once and for a minute, and exchanges it: by
 * message where the window still knows who opened it, else typed by the reader.
 * @param {ParleyThread} thread
 * @param {Element} near
 */
export function signIn(thread, near) {
  const address = new URL(thread.dataset.signIn ?? "", location.href);
  if (parent === window) {
    address.searchParams.set("return", location.pathname + location.search + location.hash);
    return location.assign(address);
  }
  address.searchParams.set("for", "frame");
  address.searchParams.set("origin", hostOrigin());
  const popup = window.open(address, "parley-sign-in", "popup,width=480,height=720");
  const place = asksForCode(address.href);
  (near.closest(".pl-acts, form") ?? near).after(place);

  const done = new AbortController();
  /** @param {string} code */
  const exchange = async (code) => {
    const { ok, answer } = await askApi(thread.root + "/session/frame", "POST", { code });
    if (!ok) return thread.tell(answer.title ?? say("failed"), place);
    done.abort();
    place.remove();
    await thread.refresh();
    thread.tell(say("signed-in"), near);
    return true;
  };
  addEventListener("message", async ({ source, origin, data }) => {
    if (source !== popup || origin !== location.origin || typeof data?.code !== "string") return;
    if (await exchange(data.code)) popup?.postMessage({ taken: true }, location.origin);
  }, { signal: done.signal });
  place.addEventListener("submit", (event) => {
    event.preventDefault();
    exchange(String(new FormData(place).get("code")).trim());
  });
}

/** The form for a code that has to be typed. @param {string} address where there is one, if no window opened */
function asksForCode(address) {
  document.getElementById("pl-code")?.closest("form")?.remove();
  const form = document.createElement("form");
  form.className = "pl-say";
  const link = Object.assign(document.createElement("a"), { href: address, target: "_blank", textContent: say("sign-in-window") });
  const label = Object.assign(document.createElement("label"), { htmlFor: "pl-code", textContent: say("sign-in-code") });
  const input = Object.assign(document.createElement("input"), { id: "pl-code", name: "code", className: "pl-input", autocomplete: "one-time-code", required: true });
  const button = Object.assign(document.createElement("button"), { className: "pl-btn", textContent: say("sign-in-go") });
  form.append(link, label, input, button);
  return form;
}
