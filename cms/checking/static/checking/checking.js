/* Fetches what the checks say about the newest draft, shows it in the side panel, and jumps to the places. */
(() => {
  "use strict";

  const start = () => {
    const root = document.querySelector("[data-checking]");
    if (!root) return;
    const result = root.querySelector("[data-checking-result]");
    const wait = root.querySelector("[data-checking-wait]");
    const failed = root.querySelector("[data-checking-failed]");
    let running = null;

    const load = async () => {
      if (running) running.abort();
      const mine = (running = new AbortController());
      failed.hidden = true;
      try {
        const answer = await fetch(root.dataset.checking, {
          signal: mine.signal,
          headers: { "X-Requested-With": "XMLHttpRequest" },
        });
        if (!answer.ok || answer.redirected) throw new Error(String(answer.status));
        result.innerHTML = await answer.text();
        showNumber();
      } catch (error) {
        if (error.name === "AbortError") return;
        failed.hidden = false;
      }
      wait.hidden = true;
    };

    // Beside the button that publishes: how many remarks there are. It opens the panel and stops nobody.
    const showNumber = () => {
      const found = result.querySelector("[data-checking-number]");
      const footer = document.querySelector("footer.footer nav, footer nav[aria-label]");
      let chip = document.querySelector(".checking-chip");
      if (!found || !footer) return;
      if (found.dataset.checkingNumber === "0") {
        if (chip) chip.remove();
        return;
      }
      if (!chip) {
        chip = root.querySelector("[data-checking-chip]").content.firstElementChild.cloneNode(true);
        chip.addEventListener("click", () => {
          const toggle = document.querySelector('[data-side-panel-toggle="checks"]');
          if (toggle && toggle.getAttribute("aria-expanded") !== "true") toggle.click();
        });
        footer.after(chip);
      }
      chip.querySelector("[data-checking-chip-text]").textContent = found.dataset.checkingWords;
    };

    const place = (field, block) => {
      const inner = block && document.querySelector(`[data-contentpath="${CSS.escape(block)}"]`);
      if (inner) return inner;
      const rows = document.getElementById(`id_${field}-FORMS`);
      const own = document.querySelector(`[data-contentpath="${CSS.escape(field)}"]`) || document.getElementById(`id_${field}`);
      return own || (rows && (rows.closest(".w-panel") || rows));
    };

    const jump = (field, block) => {
      const target = place(field, block);
      if (!target) return;
      const tab = target.closest('[role="tabpanel"]');
      if (tab && tab.hidden) {
        const opener = document.querySelector(`[role="tab"][aria-controls="${tab.id}"], [role="tab"][href="#${tab.id}"]`);
        if (opener) opener.click();
      }
      for (let panel = target.closest(".w-panel--collapsed, .w-panel"); panel; panel = panel.parentElement && panel.parentElement.closest(".w-panel")) {
        const opener = panel.querySelector(":scope > .w-panel__header [data-panel-toggle][aria-expanded=false]");
        if (opener) opener.click();
      }
      const calm = window.matchMedia("(prefers-reduced-motion: reduce)").matches;
      target.scrollIntoView({ behavior: calm ? "auto" : "smooth", block: "center" });
      target.classList.add("checking-found");
      window.setTimeout(() => target.classList.remove("checking-found"), 2500);
      const inside =
        target.querySelector("[contenteditable=true], textarea, input:not([type=hidden]), select") ||
        target.querySelector("button");
      if (inside) inside.focus({ preventScroll: true });
    };

    const post = async (button) => {
      button.disabled = true;
      const token = document.querySelector("input[name=csrfmiddlewaretoken]");
      try {
        await fetch(button.dataset.checkingPost, {
          method: "POST",
          headers: { "X-CSRFToken": token ? token.value : "", "Content-Type": "application/x-www-form-urlencoded" },
          body: new URLSearchParams({ next: root.dataset.checking }),
        });
      } finally {
        await load();
      }
    };

    // From the list of what is to be done: "#at-results" or "#at-body--3f2b…" opens the form at that place.
    // A link to such a place on the page itself leads there too, as often as one likes.
    const PLACE = /^#at-(\w+)(?:--([\w-]+))?$/;
    document.addEventListener("click", (event) => {
      const link = event.target.closest('a[href^="#at-"]');
      const named = link && PLACE.exec(link.getAttribute("href"));
      if (!named) return;
      event.preventDefault();
      jump(named[1], named[2]);
    });
    const asked = PLACE.exec(window.location.hash);
    if (asked) {
      const go = () => window.setTimeout(() => jump(asked[1], asked[2]), 200);
      if (document.readyState === "complete") go();
      else window.addEventListener("load", go);
    }

    root.addEventListener("click", (event) => {
      const button = event.target.closest("button");
      if (!button) return;
      if (button.dataset.checkingField) jump(button.dataset.checkingField, button.dataset.checkingBlock);
      else if (button.dataset.checkingPost) post(button);
      else if ("checkingAgain" in button.dataset) load();
    });
    document.addEventListener("w-autosave:success", load);
    load();
  };

  if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", start);
  else start();
})();
