/* The list of what is missing follows the form, its buttons lead to the fields, and errors are where one looks. */
(() => {
  'use strict'

  const form = () => document.querySelector('form[data-edit-form], #w-editor-form, #page-edit-form') ||
    document.querySelector('[data-editing-missing]')?.closest('form')

  const filled = (root, name) => [...root.querySelectorAll(`[name="${CSS.escape(name)}"]`)]
    .some((field) => (field.type === 'checkbox' ? field.checked : field.value.trim() !== ''))
  const words = (text) => (text || '').split(' ').filter(Boolean)
  const rows = (relation) => [...document.querySelectorAll(`#id_${relation}-FORMS > [data-inline-panel-child]`)]
    .filter((row) => row.querySelector('input[name$="-DELETE"]')?.value !== '1')

  const number = (root, name) => root.querySelector(`[name="${CSS.escape(name)}"]`)?.value.trim().match(/^\d{1,6}$/)?.[0]

  function isOpen (item, root) {
    const { fields, when, unless, notBelow } = item.dataset
    if ('picture' in item.dataset) return true // pictures.js sees to these
    if (words(when).length && !words(when).some((name) => filled(root, name))) return false
    if (words(unless).some((name) => filled(root, name))) return false
    if (item.dataset.rows) return rows(item.dataset.rows).length === 0
    if (notBelow) return Number(number(root, words(fields)[0])) < Number(number(root, notBelow))
    return !words(fields).some((name) => filled(root, name))
  }

  /* What the server has refused: errors that it has marked and nobody has touched since, or a save. */
  let marks = []
  let isRefused = false

  const place = (name) => document.getElementById(`id_${name}`) || document.getElementById(`id_${name}-FORMS`) ||
    document.getElementById(name) || document.getElementsByName(`${name}-count`)[0] // a field made of blocks
  // Blocks say what is wrong with all of them in a paragraph of another kind.
  const errors = () => [...document.querySelectorAll('.w-tabs [role=tabpanel] :is(.error-message, p.help-critical)')]
    .filter((one) => one.textContent.trim() && !one.closest('.deleted, template'))
  // Fields in one row belong together: years may be mended at either end.
  const around = (element) => element.closest('.w-field-row') ||
    element.closest('.w-panel__wrapper, .w-panel, [role=tabpanel]')

  /* What of it the list does not name already. */
  function wrongs (list) {
    const named = [...list.querySelectorAll('[data-fact=needed]:not([hidden], [data-wrong]) [data-jump]')]
    const places = named.map((button) => place(button.dataset.jump)).filter(Boolean)
    if (marks.some((mark) => !places.some((one) => around(mark)?.contains(one)))) return 'marked'
    return isRefused && !list.querySelector('[data-not-below]:not([hidden])') ? 'unsaved' : ''
  }

  function refresh (list, root) {
    const open = { needed: 0, advised: 0 }
    for (const item of list.querySelectorAll('[data-fact]:not([data-wrong])')) {
      item.hidden = !isOpen(item, root)
      if (!item.hidden) open[item.dataset.fact] += 1
    }
    const wrong = wrongs(list)
    for (const item of list.querySelectorAll('[data-wrong]')) {
      item.hidden = item.dataset.wrong !== wrong
      if (!item.hidden) open.needed += 1
    }
    for (const count of list.querySelectorAll('[data-missing]')) {
      const number = open[count.dataset.missing]
      const text = number === 0 ? count.dataset.none : number === 1 ? count.dataset.one : count.dataset.many
      const said = text.replace('{number}', number)
      if (count.textContent !== said) count.textContent = said
    }
    list.toggleAttribute('data-complete', open.needed + open.advised === 0)
    list.toggleAttribute('data-ready', open.needed === 0)
  }

  /* Opens the tab and the folded groups around an element. */
  function reveal (element) {
    const panel = element.closest('[role="tabpanel"]')
    if (panel && panel.hidden) document.querySelector(`[role="tab"][href="#${panel.id}"]`)?.click()
    for (let part = element.closest('.w-panel__content'); part; part = part.parentElement.closest('.w-panel__content')) {
      if (part.hasAttribute('hidden')) document.querySelector(`[data-panel-toggle][aria-controls="${part.id}"]`)?.click()
    }
  }

  const FOCUSABLE = 'input:not([type=hidden]), select, textarea, button, [contenteditable=true]'
  const visible = (element) => element.checkVisibility({ visibilityProperty: true })

  function jump (name) {
    const target = place(name)
    if (!target) return
    reveal(target)
    requestAnimationFrame(() => {
      const place = target.closest('.w-panel') || target
      const inside = target.matches(FOCUSABLE) && visible(target)
        ? target
        : [target, place].flatMap((around) => [...around.querySelectorAll(FOCUSABLE)])
          .find((one) => visible(one) && !one.closest('.w-panel__header'))
      place.scrollIntoView({ block: 'start' })
      inside?.focus({ preventScroll: false })
    })
  }

  function showError (error) {
    if (!error) return
    reveal(error)
    requestAnimationFrame(() => {
      const box = error.closest('.w-field__wrapper, .w-panel__content, section')
      const field = [...(box?.querySelectorAll(FOCUSABLE) || [])].find(visible)
      if (field) field.focus()
      else error.scrollIntoView({ block: 'center' })
    })
  }

  /* Wagtail counts the errors of a tab before it draws the blocks in it. */
  function countAgain () {
    const counts = [...document.querySelectorAll('.w-tabs__errors[data-controller=w-count]')]
    for (const count of counts) count.dataset.controller = ''
    requestAnimationFrame(() => { for (const count of counts) count.dataset.controller = 'w-count' })
  }

  /* Wagtail saves a form that was refused once by itself and never looks at it again: what is typed then would be lost
     without a word, under "Saved" (wagtail/admin, UnsavedController with `force`). Here it looks again. */
  function keepSaving (root) {
    if (root.dataset.wUnsavedForceValue !== 'true') return
    let isForced = true
    let soon
    document.addEventListener('w-autosave:success', () => {
      if (isForced) root.dataset.wUnsavedCheckIntervalValue = 500 // Wagtail's own; setting it is what starts the clock
      isForced = false
    })
    root.addEventListener('input', () => {
      clearTimeout(soon)
      const event = new CustomEvent('w-unsaved:add', { bubbles: true, cancelable: true, detail: { type: 'edits' } })
      soon = setTimeout(() => { if (isForced) root.dispatchEvent(event) }, 1000)
    })
  }

  function start () {
    const list = document.querySelector('[data-editing-missing]')
    const root = list?.closest('form') || form()
    if (!list || !root) return
    let waiting = false
    const later = () => {
      if (waiting) return
      waiting = true
      requestAnimationFrame(() => { waiting = false; refresh(list, root) })
    }
    keepSaving(root)
    marks = errors()
    if (marks.some((mark) => mark.closest('[data-block], .w-field--block_field'))) countAgain()
    for (const name of ['input', 'change', 'click']) {
      root.addEventListener(name, ({ type, target }) => {
        // A click changes something only where it moves or removes a block.
        if (type === 'click' && !target.closest('.w-panel__controls button')) return
        marks = marks.filter((mark) => !around(mark)?.contains(target))
        later()
      }, true) // Wagtail keeps clicks on blocks to itself
    }
    for (const name of ['input', 'change', 'w-formset:added', 'w-formset:removed']) root.addEventListener(name, later)
    list.addEventListener('editing:pictures', later)
    document.addEventListener('w-autosave:success', () => { isRefused = false; later() })
    document.addEventListener('w-autosave:error', ({ detail }) => {
      isRefused = detail?.type === 'validation_error'
      later()
    })
    // Choosers write into hidden fields, which tells nobody.
    const watch = new MutationObserver(later)
    for (const hidden of root.querySelectorAll('.chooser input[type=hidden]')) {
      watch.observe(hidden, { attributes: true, attributeFilter: ['value'] })
    }
    list.addEventListener('click', (event) => {
      const button = event.target.closest('[data-jump]')
      if (button) jump(button.dataset.jump)
      const wrong = event.target.closest('[data-wrong] button')?.parentElement.dataset.wrong
      if (wrong === 'marked') showError(marks[0])
      if (wrong === 'unsaved') document.querySelector('footer button[type=submit]')?.focus()
    })
    refresh(list, root)
    showError(marks[0])
  }

  if (document.readyState === 'complete') start()
  else window.addEventListener('load', start)
})()
