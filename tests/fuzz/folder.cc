// SPDX-License-Identifier: MIT
#include "fuzz/folder.h"

#include <algorithm>
#include <fstream>

#include "support/text.h"

namespace pgstair::fuzz {

namespace {

namespace fs = std::filesystem;

constexpr std::string_view file_mark = "=== ";
constexpr std::size_t longest_name = 200;
constexpr std::ptrdiff_t deepest = 4;

bool stays_inside(const fs::path& path) {
  return path.is_relative() && path.native().size() <= longest_name &&
         path.native().find('\0') == std::string::npos &&
         std::distance(path.begin(), path.end()) <= deepest &&
         std::ranges::none_of(path, [](const fs::path& part) { return part == ".."; });
}

}  // namespace

Folder::Folder(std::string_view text) {
  fs::create_directory(path());
  const std::string mark = "\n" + std::string(file_mark);
  std::size_t at = text.find(mark);
  format_ = text.substr(0, at);
  while (at != std::string_view::npos) {
    const std::size_t name = at + mark.size();
    at = text.find(mark, name);
    const auto file = text.substr(name, at == std::string_view::npos ? at : at - name);
    const std::size_t line_end = std::min(file.find('\n'), file.size());
    write(file.substr(0, line_end), file.substr(std::min(line_end + 1, file.size())));
  }
}

void Folder::write(std::string_view name, std::string_view content) const {
  const fs::path file(name);
  if (!stays_inside(file)) return;
  std::error_code ignored;  // a name that is a folder already, for one
  fs::create_directories((path() / file).parent_path(), ignored);
  std::ofstream(path() / file, std::ios::binary) << content;
}

}  // namespace pgstair::fuzz
