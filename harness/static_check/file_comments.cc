// SPDX-License-Identifier: MIT
#include "static_check/file_comments.h"

#include "support/file.h"
#include "support/text.h"

namespace pgstair::static_check {

namespace {

/// What stands after the box, if the line is such a comment.
std::string_view after_box(std::string_view line) {
  line = trim(line);
  if (!line.starts_with("--")) return {};
  line = trim(line.substr(2));
  if (line.starts_with("- ") || line.starts_with("* ")) line = trim(line.substr(2));
  return line.starts_with("[ ]") ? trim(line.substr(3)) : std::string_view();
}

}  // namespace

std::vector<OpenPoint> open_points(const std::string& file) {
  std::vector<OpenPoint> found;
  const std::string text = read_file(file);
  if (text.find("[ ]") == std::string::npos) return found;
  int number = 0;
  for (const auto line : lines(text)) {
    ++number;
    if (const auto point = after_box(line); !point.empty())
      found.push_back({std::string(point), {file, number, 1}});
  }
  return found;
}

}  // namespace pgstair::static_check
