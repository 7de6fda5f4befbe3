/* Upload of several pictures: rights answered once are taken over into the form of each picture. */
(() => {
  const start = () => {
    const panel = document.querySelector("[data-for-all]");
    const list = document.getElementById("upload-list");
    if (!panel || !list) return;
    const status = panel.querySelector("[data-for-all-status]");
    const names = ["author", "licence", "licence_valid_until", "source", "consent"];
    // A picture that may be a duplicate is asked about first, with a form of its own.
    const forms = () => [...list.querySelectorAll("form")].filter((form) => field(form, "title"));
    const field = (form, name) => form.querySelector(`[name$="-${name}"]`);

    // Wagtail's field for files lies under a button, and has no name of its own.
    const files = document.getElementById("fileupload");
    files?.setAttribute("aria-label", files.closest(".replace-file-input")?.querySelector("button")?.textContent.trim());

    // The panel is of use as soon as there is a picture. It stands between the drop zone and the pictures.
    list.before(panel);
    const show = () => { panel.hidden = forms().length === 0; };
    new MutationObserver(show).observe(list, { childList: true, subtree: true });
    show();

    panel.querySelector("[data-take-over]").addEventListener("click", () => {
      let number = 0;
      for (const form of forms()) {
        for (const name of names) {
          const value = panel.querySelector(`[name="for-all-${name}"]`)?.value;
          const target = field(form, name);
          // What somebody has entered for one picture stays.
          if (!value || !target || target.value) continue;
          target.value = value;
          target.dispatchEvent(new Event("change", { bubbles: true }));
        }
        number += 1;
      }
      status.textContent = status.dataset.taken.replace("{number}", number);
    });

    panel.querySelector("[data-save-all]").addEventListener("click", () => {
      const all = forms();
      status.textContent = status.dataset.saved.replace("{number}", all.length);
      for (const form of all) form.requestSubmit();
    });
  };

  if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", start);
  else start();
})();
