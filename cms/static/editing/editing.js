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

  function isOpen (item, root) {
    const { fields, when, unless } = item.dataset
    if (words(when).length && !words(when).some((name) => filled(root, name))) return false
    if (words(unless).some((name) => filled(root, name))) return false
    if (item.dataset.rows) return rows(item.dataset.rows).length === 0
    return !words(fields).some((name) => filled(root, name))
  }

  function refresh (list, root) {
    const open = { needed: 0, advised: 0 }
    for (const item of list.querySelectorAll('[data-fact]')) {
      item.hidden = !isOpen(item, root)
      if (!item.hidden) open[item.dataset.fact] += 1
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
    const target = document.getElementById(`id_${name}`) || document.getElementById(`id_${name}-FORMS`)
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

  function showFirstError () {
    const error = [...document.querySelectorAll('.w-tabs [role=tabpanel] .error-message')]
      .find((one) => one.textContent.trim() && !one.closest('.deleted, template'))
    if (!error) return
    reveal(error)
    requestAnimationFrame(() => {
      const around = error.closest('.w-field__wrapper, .w-panel__content, section')
      const field = [...(around?.querySelectorAll(FOCUSABLE) || [])].find(visible)
      if (field) field.focus()
      else error.scrollIntoView({ block: 'center' })
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
    for (const name of ['input', 'change', 'w-formset:added', 'w-formset:removed']) root.addEventListener(name, later)
    // Choosers write into hidden fields, which tells nobody.
    const watch = new MutationObserver(later)
    for (const hidden of root.querySelectorAll('.chooser input[type=hidden]')) {
      watch.observe(hidden, { attributes: true, attributeFilter: ['value'] })
    }
    list.addEventListener('click', (event) => {
      const button = event.target.closest('[data-jump]')
      if (button) jump(button.dataset.jump)
    })
    refresh(list, root)
    showFirstError()
  }

  if (document.readyState === 'complete') start()
  else window.addEventListener('load', start)
})()
