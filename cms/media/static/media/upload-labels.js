// Wagtail's field for files has no name for screen readers, and its bar of progress is none to them.
(() => {
  const field = document.getElementById("fileupload")
  const button = field?.parentElement.querySelector("button")
  if (button && !field.labels?.length) field.setAttribute("aria-label", button.textContent.trim())
  const bar = document.getElementById("overall-progress")
  if (!bar) return
  bar.setAttribute("role", "progressbar")
  bar.setAttribute("aria-label", document.querySelector("h1")?.textContent.trim() ?? "")
})()
