"""OCR engines behind one Protocol, preparation of pictures, and the worker processes that read."""
