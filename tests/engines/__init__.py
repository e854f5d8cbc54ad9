"""Engines and readers of columns, each as it is: `make engines` installs them and runs these tests."""
