/* After the last picture or document is saved, the page says where to go on. */
(() => {
  const start = () => {
    const done = document.querySelector("[data-uploads-done]");
    const list = document.getElementById("upload-list");
    if (!done || !list) return;
    let had = false;
    const show = () => {
      const open = list.querySelector("form") !== null;
      if (done.hidden === (had && !open && list.children.length === 0)) done.hidden = !done.hidden;
      had = had || open;
    };
    new MutationObserver(show).observe(list, { childList: true, subtree: true });
  };

  if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", start);
  else start();
})();
