"""Protocols that operations call: HTTP, storage, the browser, the clock, the person.

`ui/application/composition.py` builds the implementations.
"""
