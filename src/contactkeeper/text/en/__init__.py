"""Sentences in English: one function a sentence that needs grammar, made from facts."""
