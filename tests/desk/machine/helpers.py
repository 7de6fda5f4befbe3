"""What tests of the machine have in common."""

from cms.desk.machine import jobs
from cms.desk.segments import segments_of

TEXT = "".join(f"<p>Satz Nummer {number} mit <b>Fett</b>.</p>" for number in range(60))


def finish(job, steps=20):
    for _step in range(steps):
        job = jobs.step(job.pk)
        if not job.is_open:
            return job
    raise AssertionError(f"not finished after {steps} steps: {job.state} {job.problem}")


def many(monkeypatch, translation, number):
    """Two requests' worth: so few sentences go into one."""
    monkeypatch.setattr("cms.desk.machine.chunks.SENTENCES", number)
    return len(segments_of(translation))


def as_script(client, method, url):
    return getattr(client, method)(url, headers={"X-Requested-With": "XMLHttpRequest"})
