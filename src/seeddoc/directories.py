"""stub: being written."""
def pack(directory):
    raise OSError
def unpack(bundle, directory):
    raise OSError
