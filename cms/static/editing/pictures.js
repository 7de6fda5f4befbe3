/* Which of the chosen pictures may not be published yet: in the list of what is missing, and at the pictures themselves. */
(() => {
  'use strict'

  /* Blocks and rows that are taken out stay in the form, marked. */
  function isOut (name) {
    const parts = name.split('-')
    return parts.some((_part, index) => ['deleted', 'DELETE'].some((mark) => {
      const flag = document.getElementsByName([...parts.slice(0, index + 1), mark].join('-'))[0]
      return flag && !['', '0'].includes(flag.value) && (flag.type !== 'checkbox' || flag.checked)
    }))
  }

  const chosen = () => [...document.querySelectorAll('.image-chooser[id$="-chooser"]')]
    .map((box) => ({ box, input: document.getElementById(box.id.slice(0, -'-chooser'.length)) }))
    .filter(({ input }) => input?.value && !isOut(input.name))

  function start () {
    const list = document.querySelector('[data-editing-missing]')
    const rows = list?.querySelector('.editing-facts--needed')
    const root = list?.closest('form')
    if (!rows || !root) return
    const shown = () => [...rows.querySelectorAll('[data-picture]')]
    // Those that no chooser holds are known to the server alone: they stay as it has said.
    const own = new Set(chosen().map(({ input }) => input.value))
    const others = new Set(shown().filter((row) => !own.has(row.dataset.picture)))
    let asked = ''
    let known = new Map()

    function hint ({ box, input }) {
      const id = `${box.id}-rights`
      const verdict = known.get(input.value)
      // A refused form says the same above the field.
      const field = box.closest('[data-field]')
      const isSaid = verdict && field?.querySelector('.error-message')?.textContent.includes(verdict.message)
      let line = document.getElementById(id)
      if (!line && (!verdict || isSaid)) return
      if (!line) {
        line = document.createElement('p')
        line.className = 'editing-picture'
        line.id = id
        line.setAttribute('aria-live', 'polite')
        box.after(line)
      }
      if (!verdict || isSaid) return line.remove()
      const link = document.createElement('a')
      Object.assign(link, { href: verdict.url, target: '_blank', rel: 'noopener', textContent: verdict.link })
      line.replaceChildren(verdict.message, ...(verdict.url ? [' ', link] : []))
    }

    function show () {
      const now = chosen()
      for (const row of shown()) if (!others.has(row)) row.remove()
      for (const verdict of known.values()) {
        const first = now.find(({ input }) => input.value === verdict.id)
        if (!first) continue
        const row = rows.querySelector('[data-picture-row]').content.cloneNode(true)
        row.querySelector('[data-picture]').dataset.picture = verdict.id
        row.querySelector('[data-words]').textContent = verdict.message
        row.querySelector('button').dataset.jump = first.box.id
        rows.append(row)
      }
      const boxes = new Set(now.map(({ box }) => `${box.id}-rights`))
      for (const line of document.querySelectorAll('.editing-picture')) if (!boxes.has(line.id)) line.remove()
      now.forEach(hint)
      list.dispatchEvent(new CustomEvent('editing:pictures'))
    }

    async function ask (isAgain = false) {
      const query = new URLSearchParams({ go_live_at: root.querySelector('[name=go_live_at]')?.value || '' })
      for (const id of new Set(chosen().map(({ input }) => input.value))) query.append('image', id)
      const question = query.toString()
      if (question === asked && !isAgain) return
      asked = question
      let lacking = []
      if (query.has('image')) {
        try {
          const answer = await fetch(`${list.dataset.pictureRights}?${question}`, { headers: { Accept: 'application/json' } })
          if (!answer.ok) throw new Error(answer.status)
          lacking = (await answer.json()).lacking
        } catch {
          if (asked === question) asked = '' // with the next change once more; publishing asks in any case
          return
        }
      }
      if (asked !== question) return
      known = new Map(lacking.map((verdict) => [verdict.id, verdict]))
      show()
    }

    let waiting = false
    const later = () => {
      if (waiting) return
      waiting = true
      requestAnimationFrame(() => { waiting = false; ask() })
    }
    for (const name of ['change', 'click', 'w-formset:added', 'w-formset:removed']) root.addEventListener(name, later)
    document.addEventListener('w-autosave:success', later)
    // Somebody comes back from the picture's own form.
    window.addEventListener('focus', () => { if (known.size) ask(true) })
    document.addEventListener('visibilitychange', () => { if (known.size && !document.hidden) ask(true) })
    ask()
  }

  if (document.readyState === 'complete') start()
  else window.addEventListener('load', start)
})()
