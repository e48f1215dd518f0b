// SPDX-License-Identifier: MIT
#pragma once

#include <unistd.h>

#include <cstdlib>

#include "report/render/render.h"

namespace pgstair::cli {

/// Colours on a terminal only, and not if NO_COLOR is set. Source: no-color.org.
inline report::ConsoleStyle console_style(bool verbose, bool quiet) {
  const char* no_color = std::getenv("NO_COLOR");
  const bool colour = ::isatty(STDOUT_FILENO) != 0 && (no_color == nullptr || *no_color == '\0');
  return {colour, verbose, quiet};
}

}  // namespace pgstair::cli
