"""The translation memory: what was translated before, exactly or nearly."""
