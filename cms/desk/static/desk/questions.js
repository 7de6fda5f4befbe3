// Sends questions and answers without leaving the page, so that no text in another field is lost.
// Without this script the same forms are sent as usual.
document.addEventListener("submit", async (event) => {
  const thread = event.target.closest("[data-desk-thread]");
  if (!thread) return;
  event.preventDefault();
  const form = event.target;
  const problem = form.querySelector("[data-desk-problem]");
  // Not form.action: that is the button of this name.
  const address = form.getAttribute("action");
  const body = new FormData(form, event.submitter);
  const buttons = form.querySelectorAll("button");
  buttons.forEach((button) => (button.disabled = true));
  if (problem) problem.textContent = "";
  let answer = null;
  try {
    const response = await fetch(address, { method: "POST", body, headers: { Accept: "application/json" } });
    answer = await response.json();
  } catch {
    // Logged out, or no connection: the usual way shows what is wrong. The text goes with it.
    if (event.submitter?.name) {
      const field = document.createElement("input");
      Object.assign(field, { type: "hidden", name: event.submitter.name, value: event.submitter.value });
      form.append(field);
    }
    buttons.forEach((button) => (button.disabled = false));
    HTMLFormElement.prototype.submit.call(form);
    return;
  }
  buttons.forEach((button) => (button.disabled = false));
  if (answer.error) {
    if (problem) problem.textContent = answer.error;
    form.querySelector("textarea")?.focus();
    return;
  }
  if (answer.html) {
    const holder = document.createElement("template");
    holder.innerHTML = answer.html.trim();
    const fresh = holder.content.firstElementChild;
    thread.replaceWith(fresh);
    fresh.querySelector("summary").focus();
  }
});
