// SPDX-License-Identifier: MIT
#pragma once

#include <string>
#include <string_view>

#include "report/render/render.h"

namespace pgstair::report {

enum class Paint { red, yellow, green, bold, dim };

/// `text` in a colour, if the style has colours.
inline std::string painted(const std::string& text, Paint paint, const ConsoleStyle& style) {
  if (!style.colour) return text;
  const char* code = "1";
  switch (paint) {
    case Paint::red:
      code = "31";
      break;
    case Paint::yellow:
      code = "33";
      break;
    case Paint::green:
      code = "32";
      break;
    case Paint::dim:
      code = "2";
      break;
    case Paint::bold:
      break;
  }
  return "\033[" + std::string(code) + "m" + text + "\033[0m";
}

/// A rendered text without any escape sequence but those of painted(): names, comments and what the
/// server says are other people's.
std::string for_terminal(std::string_view text, const ConsoleStyle& style);

inline Paint paint_of(Severity severity) {
  if (severity == Severity::error) return Paint::red;
  return severity == Severity::warning ? Paint::yellow : Paint::dim;
}

}  // namespace pgstair::report
