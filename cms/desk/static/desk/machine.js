/* Shows how far a machine job is, on its own page and in the editor. Where there is no worker, each question also has
   the next chunk translated, so the job goes on as long as somebody looks at it. Without this script a button of the
   job's page does the same. */
(() => {
  const PAUSE = 1000;
  const LONGEST_PAUSE = 30000;

  function token() {
    // After a new login in another tab the cookie is newer than the page.
    const cookie = document.cookie.match(/(?:^|; )csrftoken=([^;]+)/);
    return cookie ? cookie[1] : document.querySelector('[name=csrfmiddlewaretoken]')?.value ?? '';
  }

  async function ask(url, method) {
    const headers = { 'X-Requested-With': 'XMLHttpRequest', Accept: 'application/json' };
    if (method === 'POST') headers['X-CSRFToken'] = token();
    const answer = await fetch(url, { method, headers, credentials: 'same-origin' });
    const isJson = (answer.headers.get('Content-Type') || '').startsWith('application/json');
    if (!isJson) throw Object.assign(new Error('no JSON'), { final: answer.status < 500 });
    return answer.json();
  }

  /** In: the box with bar, message and button; what to do when the job has ended, with the job as it is then. */
  function follow(box, ended = () => {}) {
    const bar = box.querySelector('[data-machine-bar]');
    const message = box.querySelector('[data-machine-message]');
    const stop = box.querySelector('[data-machine-cancel]');
    let job = null;
    let timer = null;
    let lost = 0;
    let isOver = false;

    function show(progress) {
      job = { ...job, ...progress };
      box.hidden = false;
      if (job.total) {
        bar.max = job.total;
        bar.value = (job.done || 0) + (job.failed || 0);
      }
      // Only what is new is put there: a screen reader reads it out each time.
      if (message.textContent !== job.message) message.textContent = job.message;
      stop.hidden = Boolean(job.finished);
      box.toggleAttribute('data-open', !job.finished);
      if (job.finished && !isOver) {
        isOver = true;
        ended(job);
      }
    }

    async function next() {
      try {
        show(await ask(job.url, job.by_page === false ? 'GET' : 'POST'));
        lost = 0;
      } catch (error) {
        if (error.final) {
          stop.hidden = true;
          message.textContent = box.dataset.ended;
          return;
        }
        lost += 1;
        message.textContent = box.dataset.lost;
      }
      if (!job.finished) later();
    }

    function later() {
      clearTimeout(timer);
      // Where the question itself does the work, the next one may follow at once.
      const pause = job.by_page && !lost ? 50 : PAUSE * 2 ** lost;
      timer = setTimeout(next, Math.min(Math.max(pause, (job.retry_in || 0) * 1000), LONGEST_PAUSE));
    }

    stop.addEventListener('click', async () => {
      clearTimeout(timer);
      stop.disabled = true;
      try {
        show(await ask(job.cancel_url, 'POST'));
      } catch {
        later();
      }
      stop.disabled = false;
    });

    return {
      begin(progress) {
        lost = 0;
        show(progress);
        if (!job.finished) later();
      },
    };
  }

  function resume(box) {
    if (!box.hasAttribute('data-open')) return;
    follow(box).begin({ url: box.dataset.url, cancel_url: box.dataset.cancelUrl, finished: false,
      message: box.querySelector('[data-machine-message]').textContent });
  }

  window.deskMachine = { follow };
  document.querySelectorAll('[data-machine-progress]').forEach(resume);
})();
