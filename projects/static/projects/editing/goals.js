/* Tiles and rows: a tick adds a row of Wagtail's inline panel, and every row shows on its tile. */
(() => {
  'use strict'

  const value = (row, name) => row.querySelector(`[name$="-${name}"]`)
  const isDeleted = (row) => value(row, 'DELETE')?.value === '1'
  const tell = (field) => field.dispatchEvent(new Event('change', { bubbles: true }))

  function start () {
    const tiles = document.querySelector('[data-goal-tiles]')
    const forms = document.getElementById('id_goals-FORMS')
    const panel = forms?.inlinePanel
    if (!tiles || !panel) return
    const boxes = [...tiles.querySelectorAll('[data-goal]')]
    const said = tiles.querySelector('[data-goal-said]')
    const rows = () => [...forms.children].filter((row) => row.matches('[data-goal-row]') && !isDeleted(row))
    const box = (goal) => boxes.find((one) => one.dataset.goal === goal)
    const named = (one) => {
      const [number, title] = ['number', 'title'].map((part) => one.closest('label').querySelector(`.goal-tile__${part}`))
      return `${number.textContent.trim()} ${title.textContent.trim()}`
    }
    const say = (key, one) => { said.textContent = tiles.dataset[`text${key}`].replace('{goal}', named(one)) }
    /* What was written about a goal that is given up: it comes back if the goal is picked again. */
    const kept = new Map()

    document.getElementById('id_goals-ADD').hidden = true
    tiles.hidden = false
    tiles.closest('.w-panel')?.classList.add('goals-with-tiles')
    // Wagtail moves the focus into a new row; who goes along the tiles wants to stay there.
    const focusRow = panel.initialFocus
    panel.initialFocus = () => {}

    function sync () {
      const now = rows()
      for (const row of now) dress(row)
      for (const one of boxes) {
        const own = now.filter((row) => value(row, 'goal').value === one.dataset.goal)
        one.checked = own.length > 0
        const suggested = own.length > 0 && own.every((row) => !value(row, 'is_confirmed').checked)
        const face = one.closest('label')
        face.classList.toggle('is-suggested', suggested)
        face.querySelector('.goal-tile__suggested').hidden = !suggested
      }
    }

    function dress (row) {
      const goal = value(row, 'goal').value
      const one = box(goal)
      const face = one?.closest('label')
      const number = face?.querySelector('.goal-tile__number').textContent.trim() || ''
      row.classList.toggle('has-goal', Boolean(one))
      row.style.cssText = face ? face.style.cssText : ''
      row.querySelector('[data-goal-chip]').textContent = number
      if (face) row.querySelector('[data-goal-name]').textContent = face.querySelector('.goal-tile__title').textContent
      row.querySelector('[data-goal-again]').hidden = !one
      const confirmed = value(row, 'is_confirmed').checked
      row.classList.toggle('is-suggested', !confirmed)
      row.querySelector('[data-goal-suggestion]').hidden = confirmed
      // Only the targets of this goal; one that does not belong here stays until somebody changes it.
      const target = value(row, 'target')
      for (const group of target.querySelectorAll('optgroup')) {
        const first = group.querySelector('option')?.value.split('.')[0]
        const off = Boolean(one) && first !== number && ![...group.children].some((option) => option.selected)
        group.hidden = group.disabled = off
      }
    }

    function add (goal, values = {}) {
      panel.addForm()
      const row = forms.lastElementChild
      value(row, 'goal').value = goal
      for (const [name, what] of Object.entries(values)) {
        const field = value(row, name)
        if (field.type === 'checkbox') field.checked = what
        else field.value = what
      }
      tell(value(row, 'goal'))
      return row
    }

    function drop (row, goal) {
      const values = {}
      for (const name of ['target', 'reason', 'is_main', 'is_confirmed']) {
        const field = value(row, name)
        values[name] = field.type === 'checkbox' ? field.checked : field.value
      }
      kept.set(goal, [...(kept.get(goal) || []), values])
      document.getElementById(`${value(row, 'DELETE').id}-button`).click()
    }

    tiles.addEventListener('change', (event) => {
      const one = event.target
      const goal = one.dataset.goal
      if (!goal) return
      if (one.checked) {
        for (const values of kept.get(goal) || [{}]) add(goal, values)
        kept.delete(goal)
        say('Added', one)
      } else {
        for (const row of rows().filter((row) => value(row, 'goal').value === goal)) drop(row, goal)
        say('Removed', one)
      }
      sync()
    })

    forms.addEventListener('click', (event) => {
      const row = event.target.closest('[data-goal-row]')
      if (!row) return
      if (event.target.closest('[data-goal-confirm]')) {
        const confirmed = value(row, 'is_confirmed')
        confirmed.checked = true
        tell(confirmed)
        confirmed.focus()
        const one = box(value(row, 'goal').value)
        if (one) say('Confirmed', one)
      } else if (event.target.closest('[data-goal-again]')) {
        const again = add(value(row, 'goal').value)
        sync()
        focusRow.call(panel, window.jQuery(again.querySelector('[name$="-target"]')))
      }
    })
    forms.addEventListener('change', sync)
    forms.addEventListener('w-formset:removed', sync)
    forms.addEventListener('w-formset:added', sync)
    sync()
  }

  if (document.readyState === 'loading') document.addEventListener('DOMContentLoaded', start)
  else start()
})()
