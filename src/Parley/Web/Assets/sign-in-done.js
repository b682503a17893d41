// @ts-check
/**
 * The last page of the sign-in window, <parley-signed-in>. Hands the code to the frame that opened it, if that is still known and is ours, and
 * closes when the frame has taken it. Until then the code stands in the page, to be typed.
 */
const code = document.querySelector("[data-code]")?.getAttribute("data-code");
const frame = window.opener;

if (frame && code) {
  addEventListener("message", ({ source, origin }) => {
    if (source === frame && origin === location.origin) window.close();
  });
  frame.postMessage({ code }, location.origin);
}

export {};
