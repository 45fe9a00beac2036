"""One table of actions feeds the menus, the toolbar, the shortcuts and the list of shortcuts."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from PySide6.QtCore import QObject
from PySide6.QtGui import QAction, QKeySequence

from witnessmark.messages import term
from witnessmark_gui.language import say


@dataclass(frozen=True, slots=True)
class ActionSpec:
    """One thing that a person can do: its id, its words, its keys, and the menu in which it stands.

    `needs` names what must be there for it to be enabled: "", "case", "item", "items", "picture",
               "match" or "unsaved".
    """

    name: str
    text: str
    menu: str
    keys: tuple[str, ...] = ()
    tip: str = ""
    needs: str = ""
    checkable: bool = False
    break_before: bool = False


MENUS = (term("File"), term("Edit"), term("View"), term("Evidence"), term("Library"), term("Help"))

ACTIONS: tuple[ActionSpec, ...] = (
    ActionSpec("new", "New case from the clipboard", "File", ("Ctrl+N",),
               "Take in the picture or the text of the clipboard as a new case"),
    ActionSpec("open", "Open…", "File", ("Ctrl+O",), "Take in pictures, chat logs or a folder as a new case"),
    ActionSpec("open_folder", "Open a folder …", "File", ("Ctrl+Shift+O",),
               "Take in all that a folder holds"),
    ActionSpec("add", "Add to this case …", "File", ("Ctrl+Shift+A",), "Take in more for the open case",
               "case"),
    ActionSpec("capture", "Capture a region of the screen", "File", ("Ctrl+Shift+P",),
               "Take in what is on the screen, where the platform allows it"),
    ActionSpec("save", "Save", "File", ("Ctrl+S",), "Keep the draft, or try again what was not saved", "case",
               break_before=True),
    ActionSpec("discard", "Discard …", "File", ("Ctrl+W",), "Remove this case for good", "case"),
    ActionSpec("discard_chosen", "Discard chosen cases …", "File", ("Ctrl+Shift+W",),
               "Remove all cases that are chosen in the list", "case"),
    ActionSpec("other_store", "Open another store …", "File", (), "Work in another evidence store"),
    ActionSpec("copy_store", "Save a copy of the store …", "File", ("Ctrl+Shift+S",),
               "All cases in one new file, at this moment"),
    ActionSpec("verify", "Check the store …", "File", (),
               "Hash everything again, walk the log, and compare it with what was last seen"),
    ActionSpec("verify_export", "Check an export …", "File", (),
               "Check the store, and hold an extract (JSON) that was taken from it against it"),
    ActionSpec("export_html", "Report (HTML) …", "File", ("Ctrl+E",), "One file with all of the case", "case",
               break_before=True),
    ActionSpec("export_json", "Extract (JSON) …", "File", ("Ctrl+Shift+E",),
               "All of the case for programs", "case"),
    ActionSpec("print", "Print the report …", "File", ("Ctrl+P",), "See the pages first; redactions hold", "case"),
    ActionSpec("print_picture", "Print the picture …", "File", (),
               "The picture on show without marks; redactions hold", "picture"),
    ActionSpec("quit", "Quit", "File", ("Ctrl+Q",), "", break_before=True),
    ActionSpec("undo", "Undo", "Edit", ("Ctrl+Z",), "Take the last change back"),
    ActionSpec("redo", "Redo", "Edit", ("Ctrl+Shift+Z", "Ctrl+Y"), "Make the change again"),
    ActionSpec("paste", "Paste", "Edit", ("Ctrl+V", "Shift+Ins"),
               "Take in the picture or the text of the clipboard as a new case",
               break_before=True),
    ActionSpec("paste_into_case", "Paste into this case", "Edit", ("Ctrl+Shift+V",),
               "Take in the picture or the text of the clipboard as a further item of the open case", "case"),
    ActionSpec("copy_finding", "Copy finding", "Edit", ("Ctrl+Shift+C",),
               "What was found, as four plain sentences with the limits", "item"),
    ActionSpec("copy_transcript", "Copy transcript", "Edit", (), "All turns as plain text", "item"),
    ActionSpec("find", "Search all cases", "Edit", ("Ctrl+F",),
               "Find cases by their words", break_before=True),
    ActionSpec("next_match", "Next passage", "Edit", ("F3", "Ctrl+G"), "Go to the next passage", "item"),
    ActionSpec("previous_match", "Previous passage", "Edit", ("Shift+F3", "Ctrl+Shift+G"),
               "Go to the passage before", "item"),
    ActionSpec("next_uncertain", "Next uncertain word", "Edit", ("F4",), "Go to the next uncertain word",
               "item"),
    ActionSpec("previous_uncertain", "Previous uncertain word", "Edit", ("Shift+F4",),
               "Go to the uncertain word before", "item"),
    ActionSpec("next_unreviewed", "Next unreviewed turn", "Edit", ("F6",),
               "Go to a turn that is not reviewed", "item"),
    ActionSpec("settings", "Settings …", "Edit", ("Ctrl+,",), "Change how the program works", break_before=True),
    ActionSpec("zoom_in", "Zoom in", "View", ("Ctrl++", "Ctrl+="), "A step closer", "picture"),
    ActionSpec("zoom_out", "Zoom out", "View", ("Ctrl+-",), "A step away", "picture"),
    ActionSpec("actual_size", "100 %", "View", ("Ctrl+0",), "One pixel on one pixel", "picture"),
    ActionSpec("fit", "Fit picture", "View", ("Ctrl+9",), "The whole picture", "picture"),
    ActionSpec("fit_width", "Fit width", "View", ("Ctrl+8",), "The picture's whole width", "picture"),
    ActionSpec("turn_view", "Turn the view", "View", ("Ctrl+Shift+R",), "A quarter to the right", "picture"),
    ActionSpec("magnifier", "Magnifier", "View", ("Ctrl+L",), "A glass under the cursor",
               "picture", checkable=True),
    ActionSpec("text_larger", "Larger text", "View", ("Ctrl+Alt++", "Ctrl+Shift++"), "A step larger",
               break_before=True),
    ActionSpec("text_smaller", "Smaller text", "View", ("Ctrl+Alt+-", "Ctrl+Shift+-"), "A step smaller"),
    ActionSpec("go_cases", "Go to the cases", "View", ("Ctrl+1",), "The list on the left",
               break_before=True),
    ActionSpec("go_picture", "Go to the picture", "View", ("Ctrl+2",), "Arrows scroll it"),
    ActionSpec("go_transcript", "Go to the transcript", "View", ("Ctrl+3",),
               "Arrows move in it, Enter chooses what is there"),
    ActionSpec("go_findings", "Go to the findings", "View", ("Ctrl+4",), "Then A, R and U judge"),
    ActionSpec("go_assessment", "Go to the assessment", "View", ("Ctrl+5",), "Arrows scroll it"),
    ActionSpec("theme_system", "Colours of the system", "View", (), "Follow the system", checkable=True,
               break_before=True),
    ActionSpec("theme_light", "Light", "View", (), "Light colours", checkable=True),
    ActionSpec("theme_dark", "Dark", "View", (), "Dark colours", checkable=True),
    ActionSpec("note", "Note …", "Evidence", ("Ctrl+M",),
               "Write a note on the marked words, the passage or the item",
               "item"),
    ActionSpec("notes", "All notes …", "Evidence", ("Ctrl+Shift+M",), "Read, change and remove notes",
               "case"),
    ActionSpec("note_region", "Note on the picture …", "Evidence", ("Ctrl+Alt+M",),
               "Draw a box on the picture and write a note on it", "picture"),
    ActionSpec("redact", "Redact …", "Evidence", ("Ctrl+Shift+X",),
               "Leave the marked words, or a box on the picture, out of every export", "item",
               break_before=True),
    ActionSpec("redactions", "All redactions …", "Evidence", (), "See what exports leave out, and remove it",
               "case"),
    ActionSpec("acquisition", "How it came …", "Evidence", ("Ctrl+I",),
               "Source, from whom, when, claimed date",
               "item"),
    ActionSpec("file_facts", "What the file tells …", "Evidence", (),
               "Hashes and metadata of the original", "item"),
    ActionSpec("case", "Case: title, status, tags, conclusion …", "Evidence", ("F2",),
               "What you say of the case", "case"),
    ActionSpec("correct", "Correct word …", "Evidence", ("F7",),
               "Correct the selected or next uncertain word",
               "picture", break_before=True),
    ActionSpec("reviewed", "Turn reviewed", "Evidence", ("Ctrl+Return",),
               "Mark the turn as read and go on", "item"),
    ActionSpec("turn_menu", "Turn …", "Evidence", ("Ctrl+T",), "Join, split, move the selected turn", "item"),
    ActionSpec("accept", "Accept finding", "Evidence", (), "Your judgement: accepted (A in the table)",
               "match",
               break_before=True),
    ActionSpec("reject", "Reject finding …", "Evidence", (), "Your judgement: rejected (R in the table)",
               "match"),
    ActionSpec("unsure", "Unsure about finding", "Evidence", (),
               "Your judgement: unsure (U in the table)", "match"),
    ActionSpec("unjudge", "Take judgement back", "Evidence", (), "No judgement (Delete in the table)",
               "match"),
    ActionSpec("why_not", "Why not? Near misses …", "Evidence", ("Ctrl+Shift+N",),
               "What is close to a fingerprint and was not taken for it, and why", "item"),
    ActionSpec("region", "Region: copy words, make a turn, read again …", "Evidence", ("Ctrl+R",),
               "Draw a region on the picture", "picture", break_before=True),
    ActionSpec("recheck", "Recheck …", "Evidence", (),
               "Read, match and weigh again with what was recorded, and list every difference", "case"),
    ActionSpec("compare", "Compare engines", "Evidence", ("F8",),
               "Read the picture with the other engine too and show where the two differ", "picture"),
    ActionSpec("next_item", "Next item", "Evidence", ("Ctrl+PgDown",), "The next item of the case", "item",
               break_before=True),
    ActionSpec("previous_item", "Previous item", "Evidence", ("Ctrl+PgUp",), "The item before", "item"),
    ActionSpec("one_speaker", "The items are of one speaker", "Evidence", (),
               "Your judgement: weigh all items of this case together as well", "items", checkable=True),
    ActionSpec("findings_all", "All findings", "View", (), "Every passage that was found", checkable=True,
               break_before=True),
    ActionSpec("findings_counting", "Findings that count", "View", (), "Only those", checkable=True),
    ActionSpec("findings_open", "Findings without a judgement", "View", (), "Only those", checkable=True),
    ActionSpec("marks", "Marks on the picture …", "View", ("Ctrl+Shift+K",), "All marks as a list", "item"),
    ActionSpec("figures", "Figures …", "Library", (), "The measured counts behind the assessment", "item"),
    ActionSpec("fingerprint_card", "Card of the fingerprint …", "Library", ("Ctrl+K",),
               "What the selected fingerprint is, where it is known from", "match"),
    ActionSpec("library", "Fingerprints …", "Library", ("Ctrl+Shift+L",), "All fingerprints in use"),
    ActionSpec("guide", "User guide", "Help", ("F1",), "How to work with the program"),
    ActionSpec("shortcuts", "Shortcuts …", "Help", ("Ctrl+?",), "All keys"),
    ActionSpec("tour", "Show the tour", "Help", (), "Five steps around the window"),
    ActionSpec("sample", "Open the sample case", "Help", (),
               "A reconstruction to try things on", break_before=True),
    ActionSpec("log_folder", "Show the log folder", "Help", (), "Where the program writes its log"),
    ActionSpec("data_folder", "Show the data folder", "Help", (), "Where your cases lie"),
    ActionSpec("about", "About Witnessmark", "Help", (), "Versions, licence and folders"),
)  # fmt: skip


class Actions:
    """The actions of one window, by name."""

    def __init__(self, parent: QObject, doers: Mapping[str, Callable[[], object]]) -> None:
        self._made = {
            spec.name: _made(spec, parent, doers[spec.name]) for spec in ACTIONS if spec.name in doers
        }

    def __getitem__(self, name: str) -> QAction:
        return self._made[name]

    def __contains__(self, name: object) -> bool:
        return name in self._made

    def of_menu(self, menu: str) -> list[tuple[ActionSpec, QAction]]:
        """The actions of a menu, in order."""
        return [
            (spec, self._made[spec.name]) for spec in ACTIONS if spec.menu == menu and spec.name in self._made
        ]

    def enable(self, there: set[str]) -> None:
        """Enable what can be done with what is there."""
        for spec in ACTIONS:
            if spec.needs and spec.name in self._made:
                self._made[spec.name].setEnabled(spec.needs in there)


def _made(spec: ActionSpec, parent: QObject, doer: Callable[[], object]) -> QAction:
    action = QAction(say(spec.text), parent)
    action.setObjectName(spec.name)
    action.setShortcuts([QKeySequence(keys) for keys in spec.keys])
    action.setStatusTip(say(spec.tip))
    keys = f" ({spec.keys[0]})" if spec.keys else ""
    action.setToolTip(say(spec.tip or spec.text) + keys)
    action.setCheckable(spec.checkable)
    action.triggered.connect(lambda *_: doer())
    return action
