/* The map: a click, the arrow keys or the fields set the point. Nothing is loaded; the outlines stand in the page. */
(() => {
  'use strict'

  const NUMBER = '[+-]?\\d{1,3}(?:[.,]\\d{1,20})?'
  const MINUTES = "(?:\\s*(\\d{1,2})\\s*['′])?(?:\\s*(\\d{1,2}(?:[.,]\\d+)?)\\s*[\"″])?"
  const TOKEN = `[NSEWO]?\\s*${NUMBER}\\s*°?(?:\\s*\\d{1,2}\\s*['′])?(?:\\s*\\d{1,2}(?:[.,]\\d+)?\\s*["″])?\\s*[NSEWO]?`
  const ONE = new RegExp(`^([NSEWO])?\\s*(${NUMBER})\\s*°?${MINUTES}\\s*([NSEWO])?$`)
  const TWO = new RegExp(`^(${TOKEN})(?:\\s*[,;/]\\s*|\\s+)(${TOKEN})$`)
  const french = document.documentElement.lang.startsWith('fr')

  const tidy = (text) => text.toUpperCase().replace(/[−–]/g, '-').replace(/’/g, '′').trim().replace(/\s+/g, ' ')
  const float = (text) => parseFloat((text || '0').replace(',', '.'))

  /* As `projects.editing.coordinates`, which has the last word. */
  function read (text) {
    const match = ONE.exec(text)
    if (!match || (match[1] && match[5])) return null
    const parts = float(match[3]) / 60 + float(match[4]) / 3600
    let value = float(match[2])
    value = match[2].startsWith('-') ? value - parts : value + parts
    let letter = match[1] || match[5] || ''
    if (letter === 'O') letter = french ? 'W' : 'E'
    if (letter && value < 0) return null
    return { value: 'SW'.includes(letter || '-') ? -value : value, letter }
  }

  function readPair (text) {
    text = tidy(text)
    if (read(text)) return null
    const match = TWO.exec(text)
    let [first, second] = match ? [read(match[1].trim()), read(match[2].trim())] : []
    if (!first || !second) return null
    if ('EW'.includes(first.letter || '-') && 'NS'.includes(second.letter || '-')) [first, second] = [second, first]
    if ('EW'.includes(first.letter || '-') || 'NS'.includes(second.letter || '-')) return null
    return [first.value, second.value]
  }

  const down = (latitude) => -Math.asinh(Math.tan(latitude * Math.PI / 180)) * 180 / Math.PI
  const latitudeAt = (y) => Math.atan(Math.sinh(-y * Math.PI / 180)) * 180 / Math.PI
  const written = (value) => value.toFixed(5).replace(/\.?0+$/, '').replace('.', ',')
  const bounded = (value, limit) => Math.max(-limit, Math.min(limit, value))

  class Place {
    constructor (box) {
      this.box = box
      this.map = box.querySelector('[data-place-map]')
      this.svg = this.map.querySelector('svg')
      this.cross = box.querySelector('[data-cross]')
      this.said = box.querySelector('[data-place-said]')
      this.warning = document.querySelector('[data-place-warning]')
      this.fields = ['latitude', 'longitude'].map((name) => document.querySelector(`[name=${name}]`))
      this.country = document.querySelector('[name=country]')
      this.outside = Boolean(this.warning && !this.warning.hidden)
      this.views = [...box.querySelectorAll('[data-view]')]
      this.cross.removeAttribute('hidden')
      box.hidden = false
      this.listen()
      this.read()
      this.openFirst()
    }

    listen () {
      this.map.addEventListener('click', (event) => {
        const at = new DOMPoint(event.clientX, event.clientY).matrixTransform(this.svg.getScreenCTM().inverse())
        this.map.focus({ preventScroll: true })
        this.set(latitudeAt(at.y), at.x)
      })
      this.map.addEventListener('keydown', (event) => this.key(event))
      this.box.addEventListener('click', (event) => {
        const view = event.target.closest('[data-view]')
        const zoom = event.target.closest('[data-zoom]')
        if (view) this.show(view.dataset.view.split(' ').map(Number), view)
        if (zoom) this.zoom(zoom.dataset.zoom === 'in' ? 0.5 : 2)
        if (event.target.closest('[data-place-clear]')) this.clear()
      })
      for (const field of this.fields) {
        field.addEventListener('input', () => this.read())
        field.addEventListener('change', () => { this.part(field); this.read(true) })
        field.addEventListener('paste', () => setTimeout(() => { this.part(field); this.read(true) }))
      }
      this.country?.addEventListener('change', () => {
        if (!this.point) this.showCountry()
        this.check()
      })
      new ResizeObserver(() => this.scale()).observe(this.svg)
    }

    /* Both coordinates pasted into one field go to their own. */
    part (field) {
      const pair = readPair(field.value)
      if (pair) this.fill(...pair)
    }

    read (isDone = false) {
      const texts = this.fields.map((field) => tidy(field.value))
      const [latitude, longitude] = texts.map((text) => read(text)?.value)
      const letters = texts.map((text) => read(text)?.letter)
      const fits = !'EW'.includes(letters[0] || '-') && !'NS'.includes(letters[1] || '-')
      this.point = fits && Math.abs(latitude) <= 85 && Math.abs(longitude) <= 180 ? [latitude, longitude] : null
      this.draw()
      if (isDone && this.point && !this.isSeen()) this.centre()
      const unreadable = texts.some((text) => text && !read(text)) || !fits
      const { textUnreadable, textLatitude, textLongitude, textNone } = this.box.dataset
      const far = [Math.abs(latitude) > 90 && textLatitude, Math.abs(longitude) > 180 && textLongitude].filter(Boolean)
      this.say(unreadable ? textUnreadable : far.length ? far.join(' ') : this.point ? '' : textNone)
    }

    fill (latitude, longitude) {
      [latitude, longitude].forEach((value, index) => {
        const field = this.fields[index]
        field.value = written(value)
        for (const name of ['input', 'change']) field.dispatchEvent(new Event(name, { bubbles: true }))
      })
    }

    set (latitude, longitude) {
      // As exact as the map: four decimals are ten metres.
      this.fill(bounded(+latitude.toFixed(4), 85), bounded(+longitude.toFixed(4), 180))
      if (!this.isSeen()) this.centre()
    }

    clear () {
      for (const field of this.fields) {
        field.value = ''
        field.dispatchEvent(new Event('input', { bubbles: true }))
      }
      this.say(this.box.dataset.textRemoved)
      this.map.focus()
    }

    key (event) {
      if (event.ctrlKey || event.metaKey || event.altKey) return
      const moves = { ArrowUp: [0, -1], ArrowDown: [0, 1], ArrowLeft: [-1, 0], ArrowRight: [1, 0] }
      const move = moves[event.key]
      if (move) {
        const [x, y, width, height] = this.seen()
        const step = (event.shiftKey ? 1 : 10) / 250 * Math.min(width, height)
        const at = this.point ? [this.point[1], down(this.point[0])] : [x + width / 2, y + height / 2]
        this.set(latitudeAt(at[1] + (this.point ? move[1] * step : 0)), at[0] + (this.point ? move[0] * step : 0))
      } else if (event.key === '+' || event.key === '=') this.zoom(0.5)
      else if (event.key === '-') this.zoom(2)
      else return
      event.preventDefault()
    }

    /* What the window shows, in the units of the drawing: all of the box, and what lies beside it. */
    seen () {
      const { x, y, width, height } = this.svg.viewBox.baseVal
      const { clientWidth, clientHeight } = this.map
      const scale = Math.min(clientWidth / width, clientHeight / height) || 1
      const [w, h] = [clientWidth / scale, clientHeight / scale]
      return [x + (width - w) / 2, y + (height - h) / 2, w, h]
    }

    isSeen () {
      if (!this.point) return true
      const [x, y, width, height] = this.seen()
      const [px, py] = [this.point[1], down(this.point[0])]
      return px > x && px < x + width && py > y && py < y + height
    }

    centre () {
      const { width, height } = this.svg.viewBox.baseVal
      this.show([this.point[1] - width / 2, down(this.point[0]) - height / 2, width, height])
    }

    zoom (factor) {
      const { x, y, width, height } = this.svg.viewBox.baseVal
      const to = Math.max(0.05, Math.min(60, width * factor)) / width
      const at = this.point && this.isSeen() ? [this.point[1], down(this.point[0])] : [x + width / 2, y + height / 2]
      this.show([at[0] - width * to / 2, at[1] - height * to / 2, width * to, height * to])
    }

    show (box, chosen = null) {
      this.svg.setAttribute('viewBox', box.join(' '))
      for (const view of this.views) view.setAttribute('aria-pressed', String(view === chosen))
      this.scale()
    }

    openFirst () {
      if (this.point) {
        const holding = this.views.filter((view) => {
          const [x, y, width, height] = view.dataset.view.split(' ').map(Number)
          const [px, py] = [this.point[1], down(this.point[0])]
          return px > x && px < x + width && py > y && py < y + height
        })
        if (holding[0]) this.show(holding[0].dataset.view.split(' ').map(Number), holding[0])
        else this.centre()
      } else this.showCountry()
    }

    showCountry () {
      const view = this.views.find((one) => one.dataset.viewCountry && one.dataset.viewCountry === this.country?.value) ||
        (this.country?.value ? null : this.views[0])
      if (view) this.show(view.dataset.view.split(' ').map(Number), view)
    }

    /* Cross and names keep their size on the screen. */
    scale () {
      const unit = this.seen()[2] / (this.map.clientWidth || 1)
      for (const town of this.svg.querySelectorAll('[data-point]')) {
        const [x, y] = town.dataset.point.split(' ')
        town.setAttribute('transform', `translate(${x} ${y}) scale(${unit})`)
        if (town.hasAttribute('data-near')) town.style.display = unit < 0.01 ? '' : 'none'
      }
      this.unit = unit
      this.read()
    }

    draw () {
      this.cross.style.display = this.point ? '' : 'none'
      if (this.point && this.unit) {
        this.cross.setAttribute('transform', `translate(${this.point[1]} ${down(this.point[0])}) scale(${this.unit})`)
      }
      this.check()
    }

    check () {
      // In a tab that is not open nothing is drawn, and the browser would find no land anywhere.
      if (!this.map.clientWidth) return
      const land = this.country?.value && this.svg.querySelector(`[data-land="${this.country.value}"]`)
      let outside = false
      if (land && this.point) {
        const at = new DOMPoint(this.point[1], down(this.point[0]))
        const edge = this.svg.querySelector(`[data-edge="${this.country.value}"]`)
        outside = !land.isPointInFill(at) && !edge.isPointInStroke(at)
      }
      this.outside = outside
      if (this.warning) this.warning.hidden = !outside
    }

    say (text = '') {
      clearTimeout(this.soon)
      if (!text && this.point) {
        text = this.box.dataset.textPoint.replace('{latitude}', written(this.point[0])).replace('{longitude}', written(this.point[1]))
        if (this.outside) text += ` ${this.box.dataset.textOutside}`
      }
      // Key after key would be read out to the end each.
      this.soon = setTimeout(() => { if (this.said.textContent !== text) this.said.textContent = text }, 250)
    }
  }

  function start () {
    const box = document.querySelector('[data-place]')
    if (box && document.querySelector('[name=latitude]') && document.querySelector('[name=longitude]')) new Place(box)
  }

  if (document.readyState === 'loading') document.addEventListener('DOMContentLoaded', start)
  else start()
})()
