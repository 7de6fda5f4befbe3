/* Whoever chooses a picture with the keyboard goes on where it was chosen.
   Wagtail gives the focus back to the button that opened the window; a chooser hides that button once it has something. */
(() => {
  const CHOOSER = ".chooser, [data-chooser], .w-field__input, .w-panel__content";
  const SEEN = "button, a[href], input:not([type=hidden]), select, textarea";
  const visible = (element) => element.isConnected && element.checkVisibility({ visibilityProperty: true });
  let last = null;

  document.addEventListener("focusin", (event) => {
    if (!event.target.closest(".modal")) last = event.target;
  });

  const giveBack = () => {
    const now = document.activeElement;
    if (!last || (now && now !== document.body && visible(now))) return;
    for (let around = last; around; around = around.parentElement?.closest(CHOOSER)) {
      const found = visible(around) && around.matches(SEEN) ? around : [...around.querySelectorAll(SEEN)].find(visible);
      if (found) { found.focus(); return; }
    }
  };

  window.addEventListener("load", () => {
    window.jQuery?.(document).on("hidden.bs.modal", () => window.setTimeout(giveBack, 100));
  });
})();
