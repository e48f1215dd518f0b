// SPDX-License-Identifier: MIT
#pragma once

#include <string>

namespace pgstair::walk {

/// Ends the sessions of a database that are in the middle of something: those of a program that was
/// killed, whose statements go on without it and hold their locks. Returns the statement that one
/// of them was running; empty if none did. Sessions that are idle stay. Requires: none of ours is
/// busy.
std::string end_busy_sessions(const std::string& conninfo);

}  // namespace pgstair::walk
