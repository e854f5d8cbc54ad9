"""The conformance suite: cases for readers in any language, and the program that runs them."""
