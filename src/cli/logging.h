// SPDX-License-Identifier: MIT
#pragma once

#include <spdlog/sinks/stdout_color_sinks.h>
#include <spdlog/spdlog.h>

namespace pgstair::cli {

/// Warnings go to standard error; with --verbose, every statement and every traceback, too.
inline void set_up_logging(bool verbose) {
  spdlog::set_default_logger(spdlog::stderr_color_mt("pgstair"));
  spdlog::set_pattern("%H:%M:%S.%e %v");
  spdlog::set_level(verbose ? spdlog::level::debug : spdlog::level::warn);
}

}  // namespace pgstair::cli
