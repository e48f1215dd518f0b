// SPDX-License-Identifier: MIT
#pragma once

#include "prefix/inputs.h"
#include "server/installation.h"

namespace pgstair::prefix {

/// This program and the libraries that it runs with, by the ids of their builds: a version says too
/// little.
void add_this_program(Inputs& inputs);

/// A server: its version, the bytes of its programs, of its libraries and of what its extensions
/// are made of, and what it takes from the system (time zones, collations) and the environment.
void add_server(const server::Installation& installation, Inputs& inputs);

}  // namespace pgstair::prefix
