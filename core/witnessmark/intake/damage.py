"""What decoders raise on damaged or hostile bytes."""

from __future__ import annotations

import struct

from PIL import ImageCms

# Found with truncated files and with random changes of bytes; Pillow promises none of it.
DAMAGE = (
    OSError,
    SyntaxError,
    ValueError,
    TypeError,
    AttributeError,
    LookupError,
    EOFError,
    ArithmeticError,
    RuntimeError,
    struct.error,
    ImageCms.PyCMSError,
)
