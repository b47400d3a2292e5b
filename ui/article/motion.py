"""The only motion of the article: a short glide to a passage, and a passage that lights up and fades."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEasingCurve, QObject, QVariantAnimation

GLIDE, FLASH = 150, 600  # milliseconds


class Motion(QObject):
    """Runs one value from 1 to 0 in a given time and tells whom it concerns, then once more at the end."""

    def __init__(self, duration: int, parent: QObject) -> None:
        super().__init__(parent)
        self._step: Callable[[float], None] | None = None
        self._animation = QVariantAnimation(self)
        self._animation.setStartValue(1.0)
        self._animation.setEndValue(0.0)
        self._animation.setDuration(duration)
        self._animation.setEasingCurve(QEasingCurve.Type.OutCubic)
        self._animation.valueChanged.connect(self._on_value)
        self._animation.finished.connect(self._on_finished)

    @property
    def is_on(self) -> bool:
        return self._step is not None

    def run(self, step: Callable[[float], None]) -> None:
        """Call `step` with values from 1 down to 0; a run under way ends first."""
        self.stop()
        self._step = step
        self._animation.start()

    def stop(self) -> None:
        """End a run where it stands: its last value is told."""
        if self._step is not None:
            self._animation.stop()
            self._on_finished()

    def drop(self) -> None:
        """End a run without a word more."""
        self._step = None
        self._animation.stop()

    def _on_value(self, value: object) -> None:
        if self._step is not None:
            self._step(float(value))  # type: ignore[arg-type]

    def _on_finished(self) -> None:
        step, self._step = self._step, None
        if step is not None:
            step(0.0)
