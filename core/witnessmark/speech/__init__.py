"""What the words around a message tell: names, products, times, quotation marks. Shared by logs and layouts."""
