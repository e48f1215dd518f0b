// SPDX-License-Identifier: MIT
#include "support/errors.h"

#include <utility>

namespace pgstair {

namespace {

std::string located(const std::string& message, const Location& location) {
  const std::string where = to_string(location);
  return where.empty() ? message : where + ": " + message;
}

}  // namespace

std::string to_string(const Location& location) {
  std::string text = location.file;
  if (text.empty() || location.line == 0) return text;
  text += ":" + std::to_string(location.line);
  if (location.column != 0) text += ":" + std::to_string(location.column);
  return text;
}

UsageError::UsageError(const std::string& message, const Location& location)
    : std::runtime_error(located(message, location)) {}

EnvironmentError::EnvironmentError(const std::string& message, std::string advice)
    : std::runtime_error(message), advice_(std::move(advice)) {}

void ensure(bool condition, const char* what) {
  if (!condition) bug(what);
}

void bug(const std::string& what) { throw std::logic_error("internal error: " + what); }

}  // namespace pgstair
