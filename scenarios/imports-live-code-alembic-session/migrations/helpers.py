def names():
    return ["name"]
