// SPDX-License-Identifier: MIT
#pragma once

#include <string>

#include "cli/completion/command_line.h"

namespace pgstair::cli::completion {

/// A script that makes the shell complete the program's commands, options and their values. None
/// asks for anything but the shell itself; bash uses bash-completion for `pgstair run` if it is
/// there.
std::string render_bash(const CommandLine& program);
std::string render_zsh(const CommandLine& program);
std::string render_fish(const CommandLine& program);

/// The manual page pgstair(1), as roff.
std::string render_man(const CommandLine& program);

}  // namespace pgstair::cli::completion
