"""The picture itself: zoom, pan, and marks that can be clicked. It draws values and holds no truth."""

from __future__ import annotations

import math
from typing import Final

from PySide6.QtCore import QPoint, QPointF, QRect, QRectF, Qt, Signal
from PySide6.QtGui import (
    QBrush,
    QColor,
    QFocusEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPen,
    QPixmap,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import (
    QApplication,
    QFrame,
    QGraphicsItem,
    QGraphicsPixmapItem,
    QGraphicsRectItem,
    QGraphicsScene,
    QGraphicsView,
    QRubberBand,
)

from witnessmark.geometry import Box, hull
from witnessmark_gui.jobs import TILE, Tiles
from witnessmark_gui.language import say
from witnessmark_gui.parts import tip
from witnessmark_gui.picture.magnifier import Magnifier
from witnessmark_gui.picture.marks import Kind, Mark
from witnessmark_gui.theme import Theme, mark_of

SMALLEST, LARGEST = 0.02, 16.0  # a 40,000-pixel capture in a small window; one pixel as a thumbnail
STEP = 1.25
TALL = 2.2  # pictures that much taller than wide are fitted by their width

_DEPTH: Final[dict[Kind, float]] = {
    "turn": 1,
    "word": 2,
    "uncertain": 3,
    "claim": 3.5,
    "match": 4,
    "note": 5,
    "redaction": 6,
}
_CLICKED = ("match", "turn", "word", "uncertain", "note", "redaction")


class PictureView(QGraphicsView):
    """Shows the strips of one picture and the marks on it."""

    mark_clicked = Signal(str, int)
    place_clicked = Signal(QPointF)
    zoom_changed = Signal(float)
    region_drawn = Signal(object)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._scene = QGraphicsScene(self)
        self.setScene(self._scene)
        self.setFrameShape(QFrame.Shape.NoFrame)
        # Qt's own anchor under the mouse goes by the last move that it saw, which may be long ago.
        self.setTransformationAnchor(QGraphicsView.ViewportAnchor.NoAnchor)
        self.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        self.setAccessibleName(say("Picture"))
        self._layers: dict[str, list[QGraphicsItem]] = {}
        self._hidden: set[str] = {"word"}
        self._fitted = True
        self._pressed: QPoint | None = None
        self._panned = False
        self._drawing_region = False
        self._moving = False
        self._holding = False  # the space bar is held: any drag moves the picture
        self._band = QRubberBand(QRubberBand.Shape.Rectangle, self.viewport())
        self._selected: list[QGraphicsItem] = []
        self.magnifier = Magnifier(self)

    # --------------------------------------------------------------------------------- what is shown

    def show_tiles(self, tiles: Tiles | None) -> None:
        """Show another picture, or none; marks are set after it."""
        self._scene.clear()
        self._layers.clear()
        self._selected.clear()
        self.resetTransform()
        if tiles is None:
            self._scene.setSceneRect(QRectF())
            return
        for number, strip in enumerate(tiles.strips):
            item = QGraphicsPixmapItem(QPixmap.fromImage(strip))
            item.setTransformationMode(Qt.TransformationMode.SmoothTransformation)
            item.setPos(0, number * TILE)
            self._scene.addItem(item)
        self._scene.setSceneRect(0, 0, tiles.width, tiles.height)
        self._fitted = True
        self.fit()
        self.verticalScrollBar().setValue(0)

    def show_marks(self, marks: tuple[Mark, ...]) -> None:
        """Draw these marks instead of the present ones."""
        for items in self._layers.values():
            for item in items:
                self._scene.removeItem(item)
        self._layers.clear()
        self._selected.clear()
        for mark in marks:
            for box in mark.boxes:
                self._add(mark, box)

    def show_layer(self, kind: str, shown: bool) -> None:
        """Switch a kind of marks on or off."""
        (self._hidden.discard if shown else self._hidden.add)(kind)
        for item in self._layers.get(kind, ()):
            item.setVisible(shown)

    def is_shown(self, kind: str) -> bool:
        """Whether a kind of marks is on."""
        return kind not in self._hidden

    def select_boxes(self, boxes: tuple[Box, ...], follow: bool = True) -> None:
        """Frame these boxes; the view moves only if they are out of sight."""
        for item in self._selected:
            self._scene.removeItem(item)
        self._selected = [self._frame(box) for box in boxes]
        around = hull(boxes)
        if around is not None and follow:
            place = QRectF(*around).adjusted(-20, -20, 20, 20)
            if not self._visible().contains(place):
                self.ensureVisible(place, 40, 60)

    def _add(self, mark: Mark, box: Box) -> None:
        around = 5 if mark.kind == "turn" else 0  # pixels, so that the frame does not cut the letters
        item = QGraphicsRectItem(QRectF(*box).adjusted(-around, -around, around, around))
        item.setData(0, (mark.kind, mark.index))
        item.setToolTip(tip(mark.says))
        item.setZValue(_DEPTH[mark.kind])
        item.setPen(self._pen(mark))
        item.setBrush(self._brush(mark))
        item.setVisible(mark.kind not in self._hidden)
        self._scene.addItem(item)
        self._layers.setdefault(mark.kind, []).append(item)

    def _pen(self, mark: Mark) -> QPen:
        family = mark_of(mark.family)
        colour, width, style = {
            "match": (family.line, 2.0, family.pen),
            "turn": ("#6f88a8", 1.0, Qt.PenStyle.SolidLine),
            "word": ("#8a94a3", 1.0, Qt.PenStyle.DotLine),
            "uncertain": ("#e0564a", 1.5, Qt.PenStyle.DotLine),
            "claim": ("#8b6fc9", 2.0, Qt.PenStyle.SolidLine),
            "note": ("#3f7fe0", 1.5, Qt.PenStyle.SolidLine),
            "redaction": ("#8c8c8c", 1.5, Qt.PenStyle.SolidLine),
        }[mark.kind]
        pen = QPen(QColor(colour), width, style)
        pen.setCosmetic(True)
        return pen

    def _brush(self, mark: Mark) -> QBrush:
        if mark.kind == "redaction":
            return QBrush(QColor(0, 0, 0, 170))
        if mark.kind not in ("match", "note"):
            return QBrush(Qt.BrushStyle.NoBrush)
        colour = QColor(mark_of(mark.family).line if mark.kind == "match" else "#3f7fe0")
        colour.setAlpha(70 if mark.kind == "match" else 35)
        return QBrush(colour)

    def _frame(self, box: Box) -> QGraphicsItem:
        pen = QPen(QColor(self._theme.colours.accent), 3)
        pen.setCosmetic(True)
        item = self._scene.addRect(QRectF(*box).adjusted(-3, -3, 3, 3), pen)
        item.setZValue(9)
        return item

    # ------------------------------------------------------------------------------------------ zoom

    @property
    def zoom(self) -> float:
        """Screen pixels for one pixel of the picture; 1 is 100 %."""
        turned = self.transform()
        return math.hypot(turned.m11(), turned.m12())

    def set_zoom(self, zoom: float) -> None:
        """Zoom to this, around the cursor or the middle."""
        self._fitted = False
        self._scale_to(zoom)

    def zoom_in(self) -> None:
        """One step closer."""
        self.set_zoom(self.zoom * STEP)

    def zoom_out(self) -> None:
        """One step away."""
        self.set_zoom(self.zoom / STEP)

    def actual_size(self) -> None:
        """One pixel of the picture on one of the screen."""
        self.set_zoom(1.0)

    def fit(self) -> None:
        """The whole picture in the window, or its whole width if it is tall; and so it stays on resizing."""
        area, room = self._scene.sceneRect(), self.viewport().rect()
        if area.isEmpty() or room.width() < 40:
            return
        self._fitted = True
        across, down = area.width(), area.height()
        if abs(self.transform().m12()) > abs(self.transform().m11()):
            across, down = down, across
        tall = down > TALL * across
        wide = (room.width() - 36) / across
        high = (room.height() - 36) / down
        self._scale_to(min(wide if tall else min(wide, high), 1.0))

    def turn(self) -> None:
        """Turn the view by a quarter to the right; the picture and its marks stay what they are."""
        self.rotate(90)
        if self._fitted:
            self.fit()

    def fit_width(self) -> None:
        """The picture's width in the window's."""
        area = self._scene.sceneRect()
        if not area.isEmpty():
            self.set_zoom((self.viewport().width() - 36) / area.width())

    def _scale_to(self, zoom: float, here: QPoint | None = None) -> None:
        """Zoom so that what is at `here` stays there; the middle of the view by default."""
        here = here or self.viewport().rect().center()
        there = self.mapToScene(here)
        factor = min(max(zoom, SMALLEST), LARGEST) / self.zoom
        self.scale(factor, factor)
        moved = self.mapFromScene(there) - here
        self.horizontalScrollBar().setValue(self.horizontalScrollBar().value() + moved.x())
        self.verticalScrollBar().setValue(self.verticalScrollBar().value() + moved.y())
        self.zoom_changed.emit(self.zoom)

    def _visible(self) -> QRectF:
        return self.mapToScene(self.viewport().rect()).boundingRect()

    # ---------------------------------------------------------------------------- mouse and keyboard

    def draw_region(self, on: bool) -> None:
        """Let the next drag draw a region instead of moving the picture."""
        self._drawing_region = on
        self._show_cursor()

    def _show_cursor(self) -> None:
        """The cursor says what a drag would do."""
        shape = Qt.CursorShape.CrossCursor if self._drawing_region else Qt.CursorShape.ArrowCursor
        self.viewport().setCursor(Qt.CursorShape.OpenHandCursor if self._holding else shape)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Ctrl and wheel zoom at the cursor; the wheel alone scrolls."""
        if not event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            super().wheelEvent(event)
            return
        self._fitted = False
        self._scale_to(self.zoom * 1.0015 ** event.angleDelta().y(), event.position().toPoint())
        event.accept()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Stay fitted."""
        super().resizeEvent(event)
        if self._fitted:
            self.fit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape leaves the drawing of a region; a held space bar moves the picture; arrows scroll."""
        if event.key() == Qt.Key.Key_Space:
            self._holding = True
            self._show_cursor()
            return
        if event.key() == Qt.Key.Key_Escape and self._drawing_region:
            self.draw_region(False)
            self._band.hide()
            return
        super().keyPressEvent(event)

    def keyReleaseEvent(self, event: QKeyEvent) -> None:
        """Letting go of the space bar ends the moving."""
        if event.key() == Qt.Key.Key_Space and not event.isAutoRepeat():
            self._let_go()
        super().keyReleaseEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """A space bar that is let go elsewhere is let go."""
        self._let_go()
        super().focusOutEvent(event)

    def _let_go(self) -> None:
        self._holding = False
        self._show_cursor()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Begin a click, a pan or a region."""
        buttons = Qt.MouseButton.LeftButton | Qt.MouseButton.MiddleButton
        if not event.button() & buttons:
            super().mousePressEvent(event)
            return
        self._pressed, self._panned = event.position().toPoint(), False
        self._moving = self._holding or event.button() == Qt.MouseButton.MiddleButton
        if self._draws:
            self._band.setGeometry(QRect(self._pressed, self._pressed))
            self._band.show()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Pan, or draw the region."""
        here = event.position().toPoint()
        if self._pressed is None:
            super().mouseMoveEvent(event)
            return
        if self._draws:
            self._band.setGeometry(QRect(self._pressed, here).normalized())
            return
        moved = here - self._pressed
        if not self._panned and moved.manhattanLength() < QApplication.startDragDistance():
            return
        self._panned = True
        self._pressed = here
        self.viewport().setCursor(Qt.CursorShape.ClosedHandCursor)
        self.horizontalScrollBar().setValue(self.horizontalScrollBar().value() - moved.x())
        self.verticalScrollBar().setValue(self.verticalScrollBar().value() - moved.y())

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """End a click, a pan or a region."""
        pressed, self._pressed = self._pressed, None
        self._show_cursor()
        if pressed is None:
            super().mouseReleaseEvent(event)
        elif self._draws:
            self._end_region()
        elif not self._panned and not self._moving:
            self._click(event.position())

    @property
    def _draws(self) -> bool:
        """Whether this drag draws a region: one with the middle button or the space bar moves the picture."""
        return self._drawing_region and not self._moving

    def _end_region(self) -> None:
        self._band.hide()
        self.draw_region(False)
        drawn = self.mapToScene(self._band.geometry()).boundingRect() & self._scene.sceneRect()
        box = drawn.toAlignedRect()
        if box.width() > 3 and box.height() > 3:
            self.region_drawn.emit(Box(box.x(), box.y(), box.width(), box.height()))

    def _click(self, where: QPointF) -> None:
        """Tell the topmost mark; where that is no more than a turn, or nothing, tell the place too."""
        found = [item.data(0) for item in self.items(where.toPoint()) if item.data(0) is not None]
        found = [mark for mark in found if mark[0] in _CLICKED]
        if found:
            self.mark_clicked.emit(*found[0])
        if not found or found[0][0] == "turn":
            self.place_clicked.emit(self.mapToScene(where.toPoint()))
