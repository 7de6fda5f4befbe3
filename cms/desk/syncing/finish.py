"""What happens when the last step of a workflow is approved.

Wagtail imports this module while its own models are being made (``WAGTAIL_FINISH_WORKFLOW_ACTION``), so that
nothing of Wagtail may be imported at its head.
"""


def finish_workflow(workflow_state, user=None) -> None:
    """As Wagtail's own action, but a translation is published as one: from an alias, with its log."""
    from .approval import publish_approved

    publish_approved(workflow_state, user)
