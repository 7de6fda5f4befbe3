/* What Wagtail's automatic save would overlook.
   Wagtail takes the form as it finds it for what is saved: two seconds after loading, and whenever a save has come back
   (wagtail/admin, UnsavedController.clear). The save had taken the form half a second and a request earlier
   (AutosaveController.save), and Draftail fills its field only 250 ms after the last key (stateSaveInterval). What came
   in between stands under "Saved", is not saved, and nobody asks when one leaves.
   So the data decides here and no clock: what was sent is compared with the form when the answer is there, whoever has
   changed it: keys, a chooser, a script, a block moved. If they differ, the save is asked for once more, and until the
   server has confirmed what the form holds, leaving asks. Nothing about this was found among Wagtail's issues (8.0);
   tests/browser/test_autosave.py tells when this file can go. */
{
  const FORM = 'form[data-edit-form]';
  // What Wagtail does not compare either (UnsavedController.formData), and what only the request has.
  // Comments have a memory of their own (window.comments).
  const ASIDE = /^(csrfmiddlewaretoken|loaded_revision_id|loaded_revision_created_at|next|overwrite_revision_id|comments-.*)$/;
  // Somebody types in the editor and it stands in no field yet: Draftail's 250 ms, Wagtail looks every 500 ms.
  const SLACK = 1000;
  // Saves in a row that no hand has caused. A field that each answer changes anew must not be saved for ever.
  const MOST = 5;

  let known = null; // the form as it was before the first act, then as it was last sent
  let confirmed = true; // whether the server has said yes to it
  let typed = -Infinity;
  let again = 0;

  const form = () => document.querySelector(FORM);
  const plain = (value) => (value instanceof File ? `${value.name} ${value.size} ${value.type}` : value);
  const text = (data) => JSON.stringify([...data].filter(([name]) => !ASIDE.test(name)).map(([name, value]) => [name, plain(value)]));
  const differs = () => known !== null && text(known) !== text(new FormData(form()));

  const look = () => {
    if (!form()?.matches('[data-w-autosave-interval-value]') || !differs() || again >= MOST) return;
    again += 1;
    form().dispatchEvent(new CustomEvent('w-unsaved:add', { bubbles: true, cancelable: true, detail: { type: 'edits' } }));
  };

  // Before anything has changed: the form as the server knows it. While the page still loads, its fields fill themselves.
  for (const name of ['pointerdown', 'keydown', 'beforeinput']) {
    document.addEventListener(name, (event) => {
      if (!event.isTrusted) return;
      again = 0;
      if (known === null && document.readyState === 'complete' && form()) known = new FormData(form());
    }, true);
  }
  for (const name of ['input', 'change']) {
    document.addEventListener(name, (event) => {
      if (!event.isTrusted || !event.target.closest?.(FORM)) return;
      typed = performance.now();
      known ??= new FormData(); // typed while the page still loaded: everything is new
    }, true);
  }

  // Wagtail has taken the form for what is saved: twice some time after loading, then after each save.
  document.addEventListener('w-unsaved:watch-edits', () => setTimeout(look)); // after its own answer to the same event
  document.addEventListener('w-autosave:save', (event) => {
    known = event.detail.formData; // the very object that will be sent
    confirmed = false;
  });
  document.addEventListener('w-autosave:success', (event) => {
    confirmed = true;
    const now = new FormData(form());
    // What the answer itself has written, such as the numbers of new rows, is no edit.
    for (const name of Object.keys(event.detail.data?.field_updates ?? {})) {
      if (known.has(name) && now.has(name)) known.set(name, now.get(name));
    }
  });

  // Before Wagtail asks itself whether to ask. Whoever presses a button of the form is not asked (UnsavedController.submit).
  window.addEventListener('beforeunload', () => {
    if (!form()?.matches('[data-w-unsaved-confirmation-value]')) return;
    if (!confirmed || differs() || performance.now() - typed < SLACK) form().dataset.wUnsavedHasEditsValue = 'true';
  }, true);
}
