"""The two networks of RapidOCR's wheel: where they lie, whether they are the measured ones, how they are run.

They are run by ONNX Runtime directly. RapidOCR's own code would fetch a missing model from the network; it
is not imported to read anything.
"""

from __future__ import annotations

import hashlib
import importlib.util
from dataclasses import dataclass
from functools import cache
from importlib import metadata
from pathlib import Path
from typing import Any

from witnessmark.errors import EngineMissing
from witnessmark.reading.pixels import Floats
from witnessmark.records import Message, ModelFile, message

# One thread a run: reading two lines at once uses two cores far better than two threads on one line do.
THREADS = 1

# SHA-256 of the files in the wheel of rapidocr 3.10.0, the ones that were measured.
DETECTION = ModelFile(
    "PP-OCRv6_det_small.onnx", "090f04abcd9d9a7498bc4ebf677e4cb9bdce1fe4197ddb7e529f1ef44e1ff94f"
)
RECOGNITION = ModelFile(
    "PP-OCRv6_rec_small.onnx", "6f327246b50388f3c176ae304bd95767ea6dc0c9ae92153ef8cbe210b3c14884"
)
_LIBRARIES = ("rapidocr", "onnxruntime", "cv2")


@dataclass(frozen=True, slots=True)
class Network:
    """A loaded network with one input and one output."""

    session: Any
    input_name: str
    output_name: str

    def run(self, values: Floats) -> Floats:
        """The output for one input."""
        result: Floats = self.session.run([self.output_name], {self.input_name: values})[0]
        return result


@cache
def detection() -> Network:
    """The network that finds lines of text; raises EngineMissing where it cannot be loaded."""
    return _loaded(DETECTION)


@cache
def recognition() -> tuple[Network, tuple[str, ...]]:
    """The network that reads a line, and its characters; the first is the blank."""
    network = _loaded(RECOGNITION)
    listed = network.session.get_modelmeta().custom_metadata_map["character"]
    return network, ("", *listed.splitlines(), " ")


def missing() -> Message | None:
    """What to do where the libraries or the models are not on this machine; imports none of them."""
    for library in _LIBRARIES:
        if importlib.util.find_spec(library) is None:
            return message(
                "The Python package {library} is not installed; install Witnessmark again with pip.",
                library=library,
            )
    for model in (DETECTION, RECOGNITION):
        if not _path(model).is_file():
            return message(
                "The model {name} is missing from the package rapidocr; install rapidocr 3.10.0 again.",
                name=model.name,
            )
    return None


def version() -> str:
    """The version of the wheel that the models come from; "" where it is not installed."""
    try:
        return metadata.version("rapidocr")
    except metadata.PackageNotFoundError:
        return ""


def _path(model: ModelFile) -> Path:
    spec = importlib.util.find_spec("rapidocr")
    folders = list(spec.submodule_search_locations or ()) if spec else []
    return Path(folders[0]) / "models" / model.name if folders else Path(model.name)


def _loaded(model: ModelFile) -> Network:
    trouble = missing()
    if trouble is not None:
        raise EngineMissing(trouble)
    content = _path(model).read_bytes()
    if hashlib.sha256(content).hexdigest() != model.sha256:
        raise EngineMissing(
            message(
                "The model {name} is not the one that was measured (its SHA-256 differs); install rapidocr "
                "3.10.0 again.",
                name=model.name,
            )
        )
    session = _session(content)
    return Network(session, session.get_inputs()[0].name, session.get_outputs()[0].name)


def _session(content: bytes) -> Any:  # noqa: ANN401 - the library has no types
    # Imported here, in the worker, after ORT_DISABLE_TELEMETRY was set; the window never loads it.
    import onnxruntime

    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = THREADS
    options.inter_op_num_threads = 1
    options.enable_cpu_mem_arena = True
    options.log_severity_level = 4
    return onnxruntime.InferenceSession(content, options, providers=["CPUExecutionProvider"])
