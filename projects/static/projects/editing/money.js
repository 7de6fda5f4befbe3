/* Says at once who sees the amounts. */
(() => {
  'use strict'

  function start () {
    const box = document.querySelector('[data-money]')
    const shown = document.querySelector('[name=money_is_public]')
    const amounts = [...document.querySelectorAll('[name=grant], [name=own_share]')]
    if (!box || !shown) return
    const refresh = () => {
      const any = amounts.some((field) => field.value.trim() !== '')
      const state = !shown.checked ? 'hidden' : any ? 'public' : 'empty'
      if (box.dataset.money === state) return
      box.dataset.money = state
      for (const sentence of box.querySelectorAll('[data-money-says]')) {
        sentence.hidden = sentence.dataset.moneySays !== state
      }
    }
    for (const field of [shown, ...amounts]) {
      field.addEventListener('input', refresh)
      field.addEventListener('change', refresh)
    }
    refresh()
  }

  if (document.readyState === 'loading') document.addEventListener('DOMContentLoaded', start)
  else start()
})()
