"""A translation that is ready to be published, and publishing it as tests do."""

from cms.desk.publishing import NotPublishable, publish
from cms.desk.segments import segments_of
from projects.models import ProjectPage
from tests.desk.helpers import in_translation, person, translate_all


def ready(site, **values):
    """A project with all its sentences in French, and a superuser."""
    made = in_translation(site, **values)
    made.boss = person(None)
    translate_all(made.translation, made.boss)
    return made


def go(made, user=None, **options):
    try:
        return publish(made.translation, user or made.boss, **{"accept_warnings": True, **options})
    except NotPublishable as error:
        error.add_note(str(error.findings))
        raise


def sentence(made, path):
    return next(segment for segment in segments_of(made.translation) if segment.path == path)


def row(page) -> dict:
    return ProjectPage.objects.filter(pk=page.pk).values().get()
