// SPDX-License-Identifier: MIT
#pragma once

#include <spdlog/pattern_formatter.h>
#include <spdlog/sinks/stdout_color_sinks.h>
#include <spdlog/spdlog.h>

#include <memory>
#include <string>
#include <utility>

#include "postgres/hidden_passwords.h"
#include "support/text.h"

namespace pgstair::cli {

/// Writes messages as spdlog does, without the passwords and the control characters in them.
class HidingFormatter : public spdlog::formatter {
 public:
  explicit HidingFormatter(std::unique_ptr<spdlog::formatter> plain) : plain_(std::move(plain)) {}

  void format(const spdlog::details::log_msg& message, spdlog::memory_buf_t& result) override {
    const std::string shown =
        printable(postgres::hide_passwords({message.payload.data(), message.payload.size()}));
    spdlog::details::log_msg copy = message;
    copy.payload = shown;
    plain_->format(copy, result);
  }
  std::unique_ptr<spdlog::formatter> clone() const override {
    return std::make_unique<HidingFormatter>(plain_->clone());
  }

 private:
  std::unique_ptr<spdlog::formatter> plain_;
};

/// Warnings go to standard error; with -v, every statement of the chain and every traceback, too;
/// with -vv also what pgstair itself asks the server.
inline void set_up_logging(int verbosity) {
  spdlog::set_default_logger(spdlog::stderr_color_mt("pgstair"));
  spdlog::set_formatter(std::make_unique<HidingFormatter>(
      std::make_unique<spdlog::pattern_formatter>("%H:%M:%S.%e %v")));
  spdlog::set_level(verbosity == 0   ? spdlog::level::warn
                    : verbosity == 1 ? spdlog::level::debug
                                     : spdlog::level::trace);
}

}  // namespace pgstair::cli
