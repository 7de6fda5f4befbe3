/* Words that Wagtail's automatic save would overlook.
   It takes the form as it finds it two seconds after loading, and again after each save, for what is saved: what was
   typed before, or while a save was under way, is then neither saved nor missed when one leaves (wagtail/admin,
   UnsavedController.clear). Here such a change is announced again. tests/browser/test_autosave.py tells when it can go. */
{
  let edited = 0;
  let sent = 0;
  const announce = () => {
    document.querySelector('form[data-edit-form][data-w-autosave-interval-value]')?.dispatchEvent(
      new CustomEvent('w-unsaved:add', { bubbles: true, cancelable: true, detail: { type: 'edits' } }),
    );
  };
  for (const name of ['input', 'change']) {
    document.addEventListener(name, (event) => {
      if (event.isTrusted && event.target.closest?.('form[data-edit-form]')) edited = performance.now();
    }, true);
  }
  document.addEventListener('w-autosave:save', () => { sent = performance.now(); });
  for (const name of ['w-unsaved:watch-edits', 'w-autosave:success']) {
    // After Wagtail's own answer to the same event.
    document.addEventListener(name, () => setTimeout(() => { if (edited > sent) announce(); }));
  }
}
