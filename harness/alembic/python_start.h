// SPDX-License-Identifier: MIT
#pragma once

#include <sys/types.h>

#include <string>

#include "alembic/worker.h"
#include "support/errors.h"

namespace pgstair::alembic {

/// What a Python process of ours is to do.
enum class PythonRole {
  worker,  ///< answer requests
  warm,    ///< fork workers, see WarmPython
};

/// Starts the interpreter with our driver's bootstrap, as a process group of its own. `line`: its
/// end of a socket, on which it first expects driver_as_json(); `log`: what it prints to.
/// Throws EnvironmentError if there is no such program.
pid_t start_python(const WorkerOptions& options, PythonRole role, int line, int log);

/// A file of the driver, by its name without ".py".
std::string driver_file(std::string_view name);

/// The driver's files, in one line.
std::string driver_as_json();

/// Of a system call that failed, with errno.
EnvironmentError cannot(const std::string& what);

/// The two ends of a stream.
struct SocketPair {
  UniqueFd ours;
  UniqueFd theirs;
};
SocketPair make_socket_pair();

/// Sends all of it; false if nobody is there.
bool send_all(int socket, std::string_view text);

}  // namespace pgstair::alembic
