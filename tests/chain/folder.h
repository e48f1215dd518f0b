// SPDX-License-Identifier: MIT
#pragma once

#include <gtest/gtest.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <initializer_list>
#include <string>
#include <utility>
#include <vector>

#include "chain/read.h"
#include "chain/verbs.h"

namespace pgstair::chain {

/// A folder of files that exists while this object does, and what a reader makes of it.
/// In everything it shows, the folder itself is written as `chain`.
class Folder {
 public:
  using Files = std::initializer_list<std::pair<std::string, std::string>>;

  explicit Folder(Files files) {
    std::string name = (std::filesystem::temp_directory_path() / "pgstair-chain-XXXXXX").string();
    root_ = ::mkdtemp(name.data());
    for (const auto& [file, text] : files) {
      std::filesystem::create_directories((path() / file).parent_path());
      std::ofstream(path() / file, std::ios::binary) << text;
    }
    std::filesystem::create_directories(path());
  }
  ~Folder() { std::filesystem::remove_all(root_); }
  Folder(const Folder&) = delete;
  Folder& operator=(const Folder&) = delete;

  std::filesystem::path path() const { return root_ / "chain"; }

  ReadResult read(const ReadOptions& options = {}) const {
    return detect(path()).read(path(), options);
  }

  ReadResult read_as(std::string_view format, const ReadOptions& options = {}) const {
    return format_named(format).read(path(), options);
  }

  /// Text with this folder's path replaced.
  std::string shown(const std::string& text) const {
    return replace_all(text, path().string(), "chain");
  }

  std::vector<std::string> faults(const ReadResult& result) const {
    auto texts = chain::shown(result.faults);
    for (auto& text : texts) text = shown(text);
    return texts;
  }

 private:
  std::filesystem::path root_;
};

inline std::string shown(const std::optional<Script>& script) {
  if (!script) return "-";
  const auto& sql = std::get<SqlScript>(*script);
  std::vector<std::string> texts;
  for (const auto& statement : sql.statements) texts.push_back(statement.text);
  return (sql.transactions == Transactions::none ? "none[" : "[") + join(texts, "; ") + "]";
}

/// "id <- parents: up / down" of each revision; "none[" where each statement commits by itself.
inline std::vector<std::string> shown(const std::vector<Revision>& revisions) {
  std::vector<std::string> texts;
  for (const auto& revision : revisions) {
    auto text = revision.id;
    if (!revision.parents.empty()) text += " <- " + join(revision.parents, ",");
    text += ": ";
    text += revision.not_runnable.empty() ? shown(revision.up) : "(" + revision.not_runnable + ")";
    texts.push_back(text + " / " + shown(revision.down));
  }
  return texts;
}

}  // namespace pgstair::chain
