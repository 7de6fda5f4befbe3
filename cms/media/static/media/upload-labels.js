// What Wagtail's uploads do not tell screen readers: the name of the field for files, what its bars show, what
// its tags are, and that the thumbnail of a file stands beside its name.
(() => {
  const field = document.getElementById("fileupload")
  const button = field?.parentElement.querySelector("button")
  if (button && !field.labels?.length) field.setAttribute("aria-label", button.textContent.trim())
  const list = document.getElementById("upload-list")
  const each = document.getElementById("upload-list-item")?.content.querySelector(".progress")
  for (const bar of [document.getElementById("overall-progress"), each]) {
    bar?.setAttribute("role", "progressbar")
    bar?.setAttribute("aria-label", document.querySelector("h1")?.textContent.trim() ?? "")
  }
  if (list) new MutationObserver(() => {
    for (const picture of list.querySelectorAll("img:not([alt])")) picture.alt = ""
    for (const tags of list.querySelectorAll(".tagit-new input:not([aria-label])"))
      tags.setAttribute("aria-label", tags.closest("[data-field-wrapper]")?.querySelector("label")?.textContent.trim() ?? "")
  }).observe(list, { childList: true, subtree: true })
})()
