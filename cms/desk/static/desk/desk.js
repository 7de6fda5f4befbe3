/* Choosing several lines at once: how many are chosen, and all of them with one click. Works without, too. */
(() => {
    const form = document.querySelector("[data-desk-bulk]");
    if (!form) return;
    const boxes = [...document.querySelectorAll(`input[form="${form.id}"][name="item"]`)];
    const some = form.querySelector("[data-desk-bulk-some]");
    const count = form.querySelector("[data-desk-bulk-count]");
    const label = form.querySelector("[data-desk-bulk-all]");
    const all = label.querySelector("input");

    const update = () => {
        const chosen = boxes.filter((box) => box.checked).length;
        some.disabled = chosen === 0;
        count.textContent = chosen ? ` (${chosen})` : "";
        all.checked = chosen === boxes.length;
        all.indeterminate = chosen > 0 && chosen < boxes.length;
    };

    label.hidden = boxes.length < 2;
    all.addEventListener("change", () => {
        boxes.forEach((box) => { box.checked = all.checked; });
        update();
    });
    boxes.forEach((box) => box.addEventListener("change", update));
    window.addEventListener("pageshow", update);
    update();
})();
