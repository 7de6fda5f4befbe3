// The translators' editor: saves each sentence by itself, keeps what is not saved, fetches help, minds the preview.
// Without this script every sentence can still be saved with its own button.

const desk = document.getElementById('deskwork-editor');
const word = (name) => desk.querySelector('[data-words]').content.querySelector(`[data-word="${name}"]`).textContent;
const rows = () => [...desk.querySelectorAll('[data-row]')];
const shown = () => rows().filter((row) => !row.hidden);
const field = (row) => row.querySelector('[data-text]');
const rowOf = (element) => element.closest('[data-row]');
const isReadOnly = desk.dataset.readOnly === 'true';
const calm = matchMedia('(prefers-reduced-motion: reduce)').matches;

function say(text) {
  const region = desk.querySelector('[data-said]');
  region.textContent = '';
  setTimeout(() => { region.textContent = text; }, 50);
}

// --- Talking to the server ----------------------------------------------------------------------

// The machine's addresses tell scripts by this. Where it is missing, Wagtail sends people without session to the
// login, and that tells a lost session from a lost right.
const SCRIPT = { 'X-Requested-With': 'XMLHttpRequest' };

function token() {
  // After a new login in another tab the cookie is newer than the page.
  const cookie = document.cookie.match(/(?:^|; )csrftoken=([^;]+)/);
  return cookie ? cookie[1] : desk.querySelector('[name=csrfmiddlewaretoken]').value;
}

/** Posts and gives the answer; what goes wrong comes as an Error whose message is for people. */
async function post(url, values, headers = {}) {
  let response;
  try {
    response = await fetch(url, {
      method: 'POST',
      redirect: 'manual',
      headers: { Accept: 'application/json', 'X-CSRFToken': token(), ...headers },
      body: new URLSearchParams(values),
    });
  } catch {
    throw new Error(word('offline'));
  }
  if (response.type === 'opaqueredirect' || response.status === 401) throw new Error(word('session'));
  let answer = null;
  try { answer = await response.json(); } catch { /* not ours: told below */ }
  if (response.ok && answer) return answer;
  const error = new Error(answer?.message || answer?.problem || word(response.status === 403 ? 'expired' : 'failed'));
  error.answer = answer;
  throw error;
}

// --- Unsaved text -------------------------------------------------------------------------------

const bases = new Map();
const key = (row) => `desk:${desk.dataset.translation}:${row.dataset.row}`;
// The number of a sentence may be given to another one later; its source tells them apart.
const sourceOf = (row) => row.querySelector('.deskwork-row__source').textContent;
const isEdited = (row) => field(row).value.trim() !== bases.get(row).trim();

function keep(row) {
  const edited = isEdited(row);
  row.classList.toggle('is-edited', edited);
  const save = row.querySelector('[data-save]');
  if (save) save.dataset.mode = !edited && row.classList.contains('deskwork-row--machine') ? 'machine' : 'edited';
  try {
    const kept = { text: field(row).value, base: bases.get(row), source: sourceOf(row) };
    if (edited) sessionStorage.setItem(key(row), JSON.stringify(kept));
    else sessionStorage.removeItem(key(row));
  } catch { /* the browser keeps nothing: the warning on leaving remains */ }
}

function restore(row) {
  let kept = null;
  try { kept = JSON.parse(sessionStorage.getItem(key(row))); } catch { /* nothing usable */ }
  if (!kept || kept.source !== sourceOf(row) || kept.text.trim() === bases.get(row).trim()) return;
  field(row).value = kept.text;
  bases.set(row, kept.base);
  tell(row, word('restored'), false);
}

function tell(row, text, isError = true) {
  const problem = row.querySelector('[data-problem]');
  problem.textContent = text;
  problem.hidden = !text;
  problem.classList.toggle('is-note', !isError);
}

let leaving = false;
addEventListener('beforeunload', (event) => {
  if (!leaving && rows().some((row) => row.classList.contains('is-edited'))) event.preventDefault();
});

function grow(area) {
  area.style.height = 'auto';
  area.style.height = `${area.scrollHeight + 2}px`;
}

// --- Saving -------------------------------------------------------------------------------------

const saves = new Map();

/** Gives whether the text is stored. A row that is being saved is not saved twice at once. */
function save(row) {
  if (isReadOnly) return Promise.resolve(false);
  if (!saves.has(row)) saves.set(row, send(row).finally(() => saves.delete(row)));
  return saves.get(row);
}

async function send(row) {
  const sent = field(row).value;
  row.classList.add('is-saving');
  tell(row, '');
  say(word('saving'));
  try {
    const answer = await post(row.querySelector('[data-segment]').action, { text: sent, base: bases.get(row) });
    bases.set(row, answer.target);
    // What was typed while it was being saved stays.
    if (field(row).value === sent) field(row).value = answer.target;
    update(row, answer);
    say(answer.said);
    preview.reload(row);
    return true;
  } catch (error) {
    if (error.answer && 'theirs' in error.answer) bases.set(row, error.answer.theirs);
    tell(row, error.message);
    return false;
  } finally {
    row.classList.remove('is-saving');
    grow(field(row));
    keep(row);
  }
}

function update(row, answer) {
  row.className = row.className.replace(/deskwork-row--\w+/, `deskwork-row--${answer.state}`);
  row.dataset.filters = answer.filters;
  row.dataset.needle = answer.needle;
  row.querySelector('[data-mark]').innerHTML = answer.mark;
  row.querySelector('[data-findings]').innerHTML = answer.findings;
  if (answer.state === 'error') field(row).setAttribute('aria-invalid', 'true');
  else field(row).removeAttribute('aria-invalid');
  overall(answer);
}

function overall(answer) {
  desk.querySelector('[data-bar]').innerHTML = answer.bar;
  for (const [name, number] of Object.entries(answer.counts)) {
    for (const count of desk.querySelectorAll(`[data-count="${name}"]`)) count.textContent = number;
  }
}

async function saveAndNext(row) {
  if (!(await save(row))) return;
  const all = rows();
  const at = all.indexOf(row);
  const ahead = [...all.slice(at + 1), ...all.slice(0, at)];
  // Machine text is work too: it has to be read.
  const next = ahead.find((r) => r.dataset.filters.split(' ').some((name) => name === 'open' || name === 'machine'));
  if (next) go(next);
  else say(`${word('finished')}`);
}

function go(row) {
  row.hidden = false;
  tidyGroups();
  field(row).focus({ preventScroll: true });
  row.scrollIntoView({ block: 'center', behavior: calm ? 'auto' : 'smooth' });
}

// --- The sentence at hand: its tools and its help -------------------------------------------------

let current = null;

function choose(row) {
  if (current === row) return;
  current?.classList.remove('is-current');
  current = row;
  row.classList.add('is-current');
  preview.show(row);
  loadHelp(row);
}

async function loadHelp(row, again = false) {
  const panel = row.querySelector('[data-help-panel]');
  if (panel.dataset.loaded && !again) return;
  panel.dataset.loaded = 'yes';
  panel.hidden = false;
  if (!again) panel.textContent = word('loading');
  try {
    const response = await fetch(row.dataset.help, { headers: { 'X-Requested-With': 'XMLHttpRequest' }, redirect: 'error' });
    if (!response.ok) throw new Error(response.status);
    panel.innerHTML = await response.text();
  } catch {
    delete panel.dataset.loaded;
    panel.textContent = word('nohelp');
  }
  uncover();
}

let isTabbing = false;

/** Tools and help that open or close push what has the focus below the head or the bar, which stay where they are. */
function uncover() {
  const at = document.activeElement;
  if (isTabbing && at.closest('.deskwork-work')) at.scrollIntoView({ block: 'nearest', behavior: 'instant' });
}

function put(area, text) {
  area.focus();
  area.setRangeText(text, area.selectionStart, area.selectionEnd, 'end');
  area.dispatchEvent(new Event('input', { bubbles: true }));
}

function wrap(area, open, close) {
  const chosen = area.value.slice(area.selectionStart, area.selectionEnd);
  const start = area.selectionStart;
  put(area, open + chosen + close);
  if (!chosen) area.setSelectionRange(start + open.length, start + open.length);
}

// --- Filters ------------------------------------------------------------------------------------

function tidyGroups() {
  for (const group of desk.querySelectorAll('.deskwork-group:not([data-values])')) {
    group.hidden = !group.querySelector('[data-row]:not([hidden])');
  }
  desk.querySelector('[data-nothing]').hidden = shown().length > 0 || rows().length === 0;
}

function filter(name) {
  for (const row of rows()) row.hidden = !row.dataset.filters.split(' ').includes(name) && !row.classList.contains('is-edited');
  for (const link of desk.querySelectorAll('.deskwork-filters [data-filter]')) {
    if (link.dataset.filter === name) link.setAttribute('aria-current', 'true');
    else link.removeAttribute('aria-current');
  }
  const values = desk.querySelector('[data-values]');
  if (values) values.hidden = name !== 'all';
  const address = new URL(location);
  if (name === 'all') address.searchParams.delete('show');
  else address.searchParams.set('show', name);
  address.hash = '';
  history.replaceState(null, '', address);
  tidyGroups();
  for (const row of shown()) grow(field(row));
}

// --- The page beside ----------------------------------------------------------------------------

const preview = {
  pane: desk.querySelector('[data-preview]'),
  toggle: desk.querySelector('[data-preview-toggle]'),
  frame: null,
  timer: 0,
  marked: null,

  start() {
    if (!this.pane) return;
    this.toggle.hidden = false;
    this.toggle.addEventListener('click', () => this.open(this.pane.hidden));
    for (const button of this.pane.querySelectorAll('[data-preview-width]')) {
      button.addEventListener('click', () => this.width(button.dataset.previewWidth));
    }
    new ResizeObserver(() => this.fit()).observe(this.pane);
    this.width(remembered('width', 'desktop'));
    const isWide = matchMedia('(min-width: 75em)').matches;
    this.open(remembered('open', isWide ? 'yes' : 'no') === 'yes' && matchMedia('(min-width: 50em)').matches, false);
  },

  open(isOpen, isChoice = true) {
    this.pane.hidden = !isOpen;
    this.toggle.setAttribute('aria-expanded', isOpen);
    desk.classList.toggle('has-preview', isOpen);
    if (isChoice) remember('open', isOpen ? 'yes' : 'no');
    if (isOpen && !this.frame) this.load();
    for (const row of shown()) grow(field(row));
  },

  width(name) {
    this.pane.dataset.width = name;
    remember('width', name);
    for (const button of this.pane.querySelectorAll('[data-preview-width]')) {
      button.setAttribute('aria-pressed', button.dataset.previewWidth === name);
    }
    this.fit();
  },

  /** A desktop page is drawn at its own width and made smaller to fit. */
  fit() {
    const stage = this.pane.querySelector('[data-preview-stage]');
    const room = stage.clientWidth;
    if (!room) return;
    const wanted = this.pane.dataset.width === 'phone' ? 390 : 1200;
    const scale = Math.min(1, room / wanted);
    for (const frame of stage.children) {
      frame.style.width = `${wanted}px`;
      frame.style.height = `${stage.clientHeight / scale}px`;
      frame.style.transform = `scale(${scale})`;
    }
  },

  /** The new page is loaded behind the old one, so that nothing flickers and the place is kept. */
  load() {
    const old = this.frame;
    const frame = document.createElement('iframe');
    frame.title = this.pane.getAttribute('aria-label');
    frame.className = 'deskwork-preview__frame is-loading';
    frame.src = this.pane.dataset.preview;
    frame.addEventListener('load', () => {
      const before = this.frame === frame ? old : this.frame;
      if (before && before !== frame) {
        try { frame.contentWindow.scrollTo({ top: before.contentWindow.scrollY, behavior: 'instant' }); } catch { /* another page */ }
      }
      frame.classList.remove('is-loading');
      for (const other of [...frame.parentNode.children]) if (other !== frame) other.remove();
      this.marked = null;
      if (current) this.show(current);
    }, { once: true });
    this.frame = frame;
    this.pane.querySelector('[data-preview-stage]').append(frame);
    this.fit();
  },

  reload() {
    if (!this.pane || this.pane.hidden) { this.frame?.remove(); this.frame = null; return; }
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.load(), 150);
  },

  show(row) {
    if (!this.pane || this.pane.hidden || !this.frame) return;
    let page;
    try { page = this.frame.contentDocument; } catch { return; }
    if (!page?.body || this.frame.classList.contains('is-loading')) return;
    if (this.marked) { this.marked.style.outline = ''; this.marked.style.outlineOffset = ''; this.marked.style.backgroundColor = ''; }
    this.marked = find(page, row.dataset.needle);
    this.pane.querySelector('[data-preview-said]').textContent = this.marked ? '' : word('unseen');
    if (!this.marked) return;
    this.marked.style.outline = '3px solid #c05a00';
    this.marked.style.outlineOffset = '4px';
    const closed = this.marked.closest('details:not([open])');
    if (closed) closed.open = true;
    this.marked.scrollIntoView({ block: 'center', behavior: 'instant' });
  },
};

const squeezed = (text) => text.replace(/[\s\u00ad\u200b]+/g, ' ').trim();

/** The smallest element of the page that holds the pieces in their order, or the picture that they describe. */
function find(page, needle) {
  const wanted = needle.split('\n').map(squeezed).filter(Boolean);
  if (!wanted.length) return null;
  for (const root of [page.querySelector('main'), page.body]) {
    const found = root && smallest(root, wanted);
    if (found) return found;
  }
  return [...page.querySelectorAll('img[alt]')].find((image) => squeezed(image.alt) === wanted.join(' ')) || null;
}

function holds(element, wanted) {
  const text = squeezed(element.textContent);
  let at = 0;
  return wanted.every((piece) => {
    const found = text.indexOf(piece, at);
    at = found + piece.length;
    return found >= 0;
  });
}

function smallest(root, wanted) {
  if (!holds(root, wanted)) return null;
  let here = root;
  for (;;) {
    const inner = [...here.children].find(
      (child) => !['SCRIPT', 'STYLE', 'TEMPLATE'].includes(child.tagName) && holds(child, wanted)
    );
    if (!inner) break;
    here = inner;
  }
  return here === root || (!here.checkVisibility() && !here.closest('details')) ? null : here;
}

function remembered(name, otherwise) {
  try { return localStorage.getItem(`desk:preview:${name}`) || otherwise; } catch { return otherwise; }
}

function remember(name, value) {
  try { localStorage.setItem(`desk:preview:${name}`, value); } catch { /* not remembered, then */ }
}

// --- Values that are no sentences -----------------------------------------------------------------

const CHOOSERS = { image: 'ImageChooserModal', document: 'DocumentChooserModal', page: 'PageChooserModal' };

async function saveValue(box, values) {
  const problem = box.querySelector('[data-problem]');
  problem.hidden = true;
  try {
    const answer = await post(box.dataset.url, values);
    const holder = document.createElement('template');
    holder.innerHTML = answer.html.trim();
    const fresh = holder.content.firstElementChild;
    box.replaceWith(fresh);
    prepareValue(fresh);
    overall(answer);
    fresh.querySelector('button:not([hidden]), summary')?.focus();
    say(answer.said);
    preview.reload();
  } catch (error) {
    problem.textContent = error.message;
    problem.hidden = false;
  }
}

function prepareValue(box) {
  for (const button of box.querySelectorAll('[data-choose]')) {
    const Modal = window[CHOOSERS[button.dataset.choose]];
    if (!Modal) continue;
    button.hidden = false;
    button.addEventListener('click', () => {
      // Only the window of pages asks for their kinds.
      const choice = { modelNames: button.dataset.pageTypes.split(',') };
      new Modal(button.dataset.url).open(choice, (result) => saveValue(box, { value: result.id }));
    });
  }
  for (const form of box.querySelectorAll('[data-value-form]')) {
    form.addEventListener('submit', (event) => {
      event.preventDefault();
      saveValue(box, Object.fromEntries(new FormData(form)));
    });
  }
}

// --- The machine ----------------------------------------------------------------------------------

/** The new texts come with the page; what is not saved is kept and restored. */
function afterMachine(job) {
  setTimeout(() => {
    leaving = true;
    location.reload();
  }, job.failed || job.problem ? 5000 : 1500);
}

// --- Everything that is clicked, typed and pressed --------------------------------------------------

desk.addEventListener('focusin', (event) => {
  const row = rowOf(event.target);
  // What opens and closes now would move what is being pressed from below the pointer, and the click would be lost.
  if (row && isPressing) waiting = row;
  else if (row) choose(row);
  requestAnimationFrame(uncover);  // after the browser's own scrolling
});

let isPressing = false;
let waiting = null;

for (const name of ['keydown', 'pointerdown']) {
  document.addEventListener(name, (event) => {
    isTabbing = event.key === 'Tab';
    isPressing = name === 'pointerdown';
  }, true);
}
for (const name of ['pointerup', 'pointercancel']) {
  document.addEventListener(name, () => {
    isPressing = false;
    setTimeout(() => {  // after the click
      if (waiting) choose(waiting);
      waiting = null;
    });
  }, true);
}

desk.addEventListener('input', (event) => {
  if (!event.target.matches('[data-text]')) return;
  grow(event.target);
  keep(rowOf(event.target));
});

let isActing = false;

desk.addEventListener('submit', async (event) => {
  if (event.target.matches('[data-segment]')) {
    event.preventDefault();
    save(rowOf(event.target));
  } else if (event.target.matches('[data-act]')) {
    const edited = () => rows().find((row) => row.classList.contains('is-edited'));
    if (!edited()) return;
    // What has been typed is meant: it is saved before the page is published or submitted.
    event.preventDefault();
    if (isActing) return;
    isActing = true;
    const action = event.target.getAttribute('action');
    for (let row = edited(); row; row = edited()) {
      if (!(await save(row))) {
        isActing = false;
        go(row);
        return;
      }
    }
    isActing = false;
    // The bar has been drawn anew meanwhile, with what is possible now.
    desk.querySelector(`[data-act][action="${CSS.escape(action)}"]`)?.requestSubmit();
  } else if (event.target.matches('[data-machine]')) {
    event.preventDefault();
    event.submitter?.setAttribute('disabled', '');
    const box = desk.querySelector('[data-machine-progress]');
    try {
      const job = await post(event.target.action, {}, SCRIPT);
      window.deskMachine.follow(box, afterMachine).begin(job);
    } catch (error) {
      event.submitter?.removeAttribute('disabled');
      box.querySelector('[data-machine-message]').textContent = error.message;
      box.hidden = false;
    }
  }
});

desk.addEventListener('click', (event) => {
  const target = event.target.closest('[data-take], [data-insert], [data-open], [data-save-next], a[data-filter], a[href^="#segment-"]');
  for (const menu of desk.querySelectorAll('[data-menu][open]')) {
    if (!menu.contains(event.target)) menu.open = false;
  }
  if (!target) return;
  const row = rowOf(target);
  if (target.matches('[data-take]') && !isReadOnly) {
    const area = field(row);
    area.setSelectionRange(0, area.value.length);
    put(area, target.dataset.take);
    say(word('filled'));
  } else if (target.matches('[data-insert]') && !isReadOnly) {
    put(field(row), target.dataset.insert);
  } else if (target.matches('[data-open]')) {
    wrap(field(row), target.dataset.open, target.dataset.close);
  } else if (target.matches('[data-save-next]')) {
    saveAndNext(row);
  } else if (target.matches('a[data-filter]')) {
    event.preventDefault();
    filter(target.dataset.filter);
  } else if (target.matches('a')) {
    const goal = document.getElementById(target.hash.slice(1));
    if (goal) {
      event.preventDefault();
      go(goal);
    }
  }
});

desk.addEventListener('keydown', (event) => {
  const row = rowOf(event.target);
  if (event.key === 'Escape') {
    const menu = event.target.closest('[data-menu][open]');
    if (menu) {
      menu.open = false;
      menu.querySelector('summary').focus();
    }
  }
  if (!row || event.isComposing) return;
  const isField = event.target === field(row);
  if ((event.ctrlKey || event.metaKey) && event.key === 'Enter' && isField) {
    event.preventDefault();
    saveAndNext(row);
  } else if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === 's') {
    event.preventDefault();
    save(row);
  } else if (event.altKey && (event.key === 'ArrowDown' || event.key === 'ArrowUp')) {
    event.preventDefault();
    const all = shown();
    const next = all[all.indexOf(row) + (event.key === 'ArrowDown' ? 1 : -1)];
    if (next) go(next);
  }
});

desk.classList.add('has-script');
for (const row of rows()) {
  bases.set(row, field(row).value);
  if (!isReadOnly) restore(row);
  keep(row);
  grow(field(row));
  for (const button of row.querySelectorAll('[data-save-next]')) button.hidden = false;
}
for (const box of desk.querySelectorAll('[data-value]')) prepareValue(box);
tidyGroups();
preview.start();
if (location.hash.startsWith('#segment-')) {
  const row = document.getElementById(location.hash.slice(1));
  if (row) go(row);
}
