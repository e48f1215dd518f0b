// SPDX-License-Identifier: MIT
#pragma once

#include <string>

#include "support/file.h"

namespace pgstair {

/// The first block of docs/alembic.md in this language that has `part` in it: what the page tells
/// people to write is what the tests run. Empty if there is none.
inline std::string documented(const std::string& language, const std::string& part) {
  const std::string page = read_file(PGSTAIR_SOURCE_DIR "/docs/alembic.md");
  const std::string fence = "\n```" + language + "\n";
  for (auto begin = page.find(fence); begin != std::string::npos; begin = page.find(fence, begin)) {
    begin += fence.size();
    const std::string block = page.substr(begin, page.find("```", begin) - begin);
    if (block.find(part) != std::string::npos) return block;
  }
  return {};
}

}  // namespace pgstair
