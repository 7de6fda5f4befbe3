"""Structured logging: one event a line, readable on a terminal, JSON in files and in production."""

from pathlib import Path

import structlog


def without_visitors(logger, method: str, event: dict) -> dict:
    """Drops what would tell who a visitor was: the privacy notice promises a log without addresses."""
    for key in ("ip", "user_agent"):
        event.pop(key, None)
    return event


SHARED_PROCESSORS = [
    structlog.contextvars.merge_contextvars,
    without_visitors,
    structlog.stdlib.add_log_level,
    structlog.stdlib.add_logger_name,
    structlog.processors.TimeStamper(fmt="iso"),
    structlog.processors.format_exc_info,
]


def logging_config(folder: Path | None, as_json: bool = False) -> dict:
    """A ``LOGGING`` dict. In: a folder for ``site.log`` (JSON lines) or None; whether the console prints JSON."""
    structlog.configure(
        processors=[
            structlog.stdlib.filter_by_level,
            *SHARED_PROCESSORS,
            structlog.stdlib.ProcessorFormatter.wrap_for_formatter,
        ],
        logger_factory=structlog.stdlib.LoggerFactory(),
        cache_logger_on_first_use=True,
    )

    def formatter(renderer) -> dict:
        return {
            "()": structlog.stdlib.ProcessorFormatter,
            "processors": [structlog.stdlib.ProcessorFormatter.remove_processors_meta, renderer],
            "foreign_pre_chain": SHARED_PROCESSORS,
        }

    handlers = {
        "console": {
            "class": "logging.StreamHandler",
            "formatter": "json" if as_json else "plain",
            "level": "INFO" if as_json else "WARNING",
        }
    }
    if folder is not None:
        folder.mkdir(parents=True, exist_ok=True)
        handlers["file"] = {
            "class": "logging.handlers.RotatingFileHandler",
            "filename": str(folder / "site.log"),
            "maxBytes": 5_000_000,
            "backupCount": 5,
            "delay": True,
            "formatter": "json",
        }
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {
            "json": formatter(structlog.processors.JSONRenderer(ensure_ascii=False)),
            "plain": formatter(structlog.dev.ConsoleRenderer(colors=False)),
        },
        "handlers": handlers,
        "root": {"handlers": list(handlers), "level": "INFO"},
    }
