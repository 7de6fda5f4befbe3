/* Wagtail's field for tags is made by a script that gives it no name: it gets that of its label. */
addEventListener("load", () => {
  for (const input of document.querySelectorAll("ul.tagit input:not([aria-label])")) {
    const label = input.closest(".w-field__wrapper")?.querySelector("label");
    if (label) input.setAttribute("aria-label", label.textContent.trim());
  }
});
