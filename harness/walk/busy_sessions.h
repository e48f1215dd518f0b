// SPDX-License-Identifier: MIT
#pragma once

#include <string>

#include "postgres/session.h"

namespace pgstair::walk {

/// Ends the sessions of a database that are in the middle of something: those of a program that was
/// killed, whose statements go on without it and hold their locks. Returns the statement that one
/// of them was running; empty if none did. Sessions that are idle stay. Requires: none of ours is
/// busy.
std::string end_busy_sessions(const std::string& conninfo);

/// Waits for sessions of the database that were closed a moment ago to be gone; not for ever.
/// `session` is ours. Requires: no open transaction.
void await_end_of_others(postgres::Session& session);

}  // namespace pgstair::walk
