def kinds():
    return ["a", "b"]
